import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Where `npm run dev -w @retimbre/playground` sends what is not of the page. */
const SERVICE = 'http://127.0.0.1:8787'

/** Nothing is painted before the page's script has set the theme. Vite writes the script's tag itself, without what else it had. */
const paintsAfterScript: Plugin = {
  name: 'paints-after-script',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => html.replace('<script type="module"', '<script type="module" blocking="render"'),
  },
}

export default defineConfig({
  plugins: [react(), tailwindcss(), paintsAfterScript],
  build: {
    // The policy of the server allows no data: script, and files keep their own names in the cache.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
  server: { proxy: { '/api': SERVICE, '/files': SERVICE, '/uploads': SERVICE, '/openapi.json': SERVICE } },
})
