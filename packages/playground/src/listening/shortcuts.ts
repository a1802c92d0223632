import { useEffect, useRef } from 'react'

/** What a key does, by `KeyboardEvent.key` in lower case; with `Ctrl+` or `Ctrl+Shift+` before it. */
export type Shortcuts = Readonly<Record<string, (() => void) | undefined>>

/** Keys that belong to what has the focus: text, choices, menus, sliders, and buttons for Space and Enter. */
const TAKES_KEYS = 'input, textarea, select, [contenteditable], [role="slider"], [role="tab"], [role="menu"], dialog'

/** What goes on while a key is held down; the others would flicker. */
const REPEATS = new Set(['arrowleft', 'arrowright', '+', '-', 'Ctrl+z', 'Ctrl+Shift+z'])

/** Keys act wherever the focus is, but where it has a use for them. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const now = useRef(shortcuts)
  now.current = shortcuts
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : document.body
      const act = now.current[nameOf(event)]
      const pressesButton = event.key === ' ' && target.closest('button, a, summary') !== null
      if (!act || isAlt(event) || pressesButton || target.closest(TAKES_KEYS)) return
      event.preventDefault()
      if (!event.repeat || REPEATS.has(nameOf(event))) act()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
}

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'getModifierState'>

/** Brackets stand behind AltGr on Turkish and other keyboards; some systems tell that as Ctrl with Alt, others as Alt. */
const writes = (event: Pressed): boolean =>
  event.getModifierState('AltGraph') || (event.altKey && (event.key === '[' || event.key === ']'))

/** Held down to mean something else than the key itself. */
export const isAlt = (event: Pressed): boolean => event.altKey && !writes(event)

export function nameOf(event: Pressed): string {
  const { key, ctrlKey, metaKey, shiftKey } = event
  const control = (ctrlKey || metaKey) && !writes(event)
  return `${control ? 'Ctrl+' : ''}${control && shiftKey ? 'Shift+' : ''}${key.toLowerCase()}`
}
