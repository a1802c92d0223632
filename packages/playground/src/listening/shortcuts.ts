import { useEffect, useRef } from 'react'

/** What a key does, by `KeyboardEvent.key` in lower case; with `Ctrl+` or `Ctrl+Shift+` before it. */
export type Shortcuts = Readonly<Record<string, (() => void) | undefined>>

/** Keys that belong to what has the focus: text, choices, sliders, and buttons for Space and Enter. */
const TAKES_KEYS = 'input, textarea, select, [contenteditable], [role="slider"], [role="tab"], dialog'

/** Keys act wherever the focus is, but where it has a use for them. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const now = useRef(shortcuts)
  now.current = shortcuts
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : document.body
      const act = now.current[nameOf(event)]
      const pressesButton = event.key === ' ' && target.closest('button, a, summary') !== null
      if (!act || event.altKey || pressesButton || target.closest(TAKES_KEYS)) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
}

export function nameOf({
  key,
  ctrlKey,
  metaKey,
  shiftKey,
}: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>) {
  const control = ctrlKey || metaKey
  return `${control ? 'Ctrl+' : ''}${control && shiftKey ? 'Shift+' : ''}${key.toLowerCase()}`
}
