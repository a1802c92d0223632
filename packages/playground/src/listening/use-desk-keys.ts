import type { Undo } from '../editing/use-edit-steps.ts'
import type { Deck } from './deck.ts'
import { useShortcuts } from './shortcuts.ts'
import type { Span } from './timeline.ts'
import type { Loop } from './use-loop.ts'
import type { View } from './use-view.ts'

interface DeskKeys {
  readonly deck: Deck
  readonly loop: Loop
  readonly timeline: View
  readonly heard: Span
  readonly steps: Undo | undefined
  /** Addresses, in their order on the desk. */
  readonly results: readonly string[]
  readonly onSelect: (url: string) => void
}

const MOST_DIGITS = 9

/** The keys that the desk names at its foot. */
export function useDeskKeys({ deck, loop, timeline, heard, steps, results, onSelect }: DeskKeys): void {
  const go = (by: number): void => deck.seek(Math.min(heard.end, Math.max(heard.start, deck.position() + by)))
  useShortcuts({
    ' ': () => deck.toggle(),
    x: () => deck.swap(),
    l: loop.toggle,
    '[': () => loop.edgeHere('start'),
    ']': () => loop.edgeHere('end'),
    escape: () => loop.select(undefined),
    arrowleft: () => go(-1),
    arrowright: () => go(1),
    home: () => deck.seek(heard.start),
    '+': () => timeline.zoom(2, deck.position()),
    '-': () => timeline.zoom(0.5, deck.position()),
    'Ctrl+z': steps?.undo,
    'Ctrl+Shift+z': steps?.redo,
    ...Object.fromEntries(results.slice(0, MOST_DIGITS).map((url, index) => [`${index + 1}`, () => onSelect(url)])),
  })
}
