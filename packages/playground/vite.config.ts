import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `npm run dev -w @retimbre/playground` sends what is not of the page. */
const SERVICE = 'http://127.0.0.1:8787'

export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: {
    // The policy of the server allows no data: script, and files keep their own names in the cache.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
  server: { proxy: { '/api': SERVICE, '/files': SERVICE, '/uploads': SERVICE, '/openapi.json': SERVICE } },
})
