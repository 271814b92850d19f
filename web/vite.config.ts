import { defineConfig } from 'vite';
import { docsPages } from './docs-pages.ts';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [docsPages()],
  build: {
    outDir: 'dist',
    target: 'baseline-widely-available',
    // The page's policy allows no inline script and no data: URL but fonts.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
