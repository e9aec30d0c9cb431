import { defineConfig } from 'vitest/config';
import { requireNode } from './tools/require-node.mjs';

requireNode();

export default defineConfig({
  test: {
    include: [
      '{shared,hub,electron,renderer,tools}/**/*.test.{ts,tsx}',
      'tests/{architecture,integration,contract}/**/*.test.{ts,tsx}',
    ],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Two cores: more workers only make real processes in tests wait for each other.
    maxWorkers: 2,
  },
});
