import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { takeKeysFromAddress } from './session.ts'
import { followTheme } from './shell/theme.ts'
import './styles.css'

followTheme()
takeKeysFromAddress()
const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
