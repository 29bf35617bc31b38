// How the pages are built, and how they reach a running `onrecord serve` while they are developed.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const server = process.env.ONRECORD_SERVER ?? 'http://127.0.0.1:7878';

export default defineConfig({
  plugins: [svelte()],
  server: { proxy: { '/api': server } },
  build: {
    target: 'es2022',
    // The pages' policy allows no data: addresses for fonts and styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    chunkSizeWarningLimit: 300,
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
