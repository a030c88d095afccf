import { defineConfig } from 'vite';

// Everything is relative to the module that asks for it, so the islands work under any path and any fingerprinted name.
export default defineConfig({
  base: './',
  publicDir: false,
  worker: { format: 'es' },
  build: {
    outDir: '../wwwroot/islands',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // The map is one large chunk by its nature and is only fetched where a page shows a map.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: { doorstep: 'src/doorstep.ts' },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        assetFileNames: '[name]-[hash][extname]',
      },
    },
  },
});
