import { defineConfig } from 'playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  // Each test owns a hub, a console and a profile. What is measured by the clock is tagged @alone and has the machine to itself
  // (tools/test.mjs runs the two groups one after the other, the first with two workers).
  workers: 1,
  timeout: 90_000,
  // What passes only at the second try is told by name at the end of the run (tools/test.mjs).
  retries: process.env['CI'] ? 1 : 0,
  expect: { timeout: 10_000 },
  reporter: [['line'], ['json']],
  outputDir: '../../test-results',
  use: {
    viewport: { width: 1920, height: 1080 },
    locale: 'zh-CN',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(process.env['CHROMIUM'] ? { executablePath: process.env['CHROMIUM'] } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
