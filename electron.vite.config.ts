import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;
const at = (file: string) => path.join(root, file);

/**
 * Everything that runs is built into out/: main (both hosts, the core, the hub), preload, renderer.
 * What is listed under `dependencies` stays an import (better-sqlite3 brings its own native part).
 */
export default defineConfig({
  main: {
    build: {
      outDir: at('out/main'),
      rolldownOptions: {
        input: {
          desktop: at('electron/hosts/desktop/main.ts'),
          loopback: at('electron/hosts/loopback/main.ts'),
          core: at('electron/core/main.ts'),
          'geo-worker': at('electron/core/geo-files/worker.ts'),
          'plan-worker': at('electron/core/planner/plan-worker.ts'),
          'roads-worker': at('electron/core/roads/worker.ts'),
          'scan-worker': at('electron/core/warning/detect/scan-worker.ts'),
          hub: at('hub/main.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      rolldownOptions: {
        input: { index: at('electron/preload/index.ts') },
        // A sandboxed preload is CommonJS: with "type": "module" the default would be .mjs, which it cannot load.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      minify: true,
      // The content security policy allows no data: fonts and no inline scripts; every asset is a file of its own.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: at('renderer/index.html') },
    },
  },
});
