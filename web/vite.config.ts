import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: 'dist',
    target: 'baseline-widely-available',
    // The page's policy allows no inline script and no data: URL but fonts.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
