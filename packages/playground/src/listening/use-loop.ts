import { useEffect, useState } from 'react'
import type { Deck, DeckState } from './deck.ts'
import { lengthOf, type Span } from './timeline.ts'

/**
 * The stretch that is looped, or was marked to be.
 * @param clip  address of the source: a stretch of one means nothing in another
 * @param all   what is looped where nothing is marked
 */
export function useLoop(deck: Deck, state: DeckState, clip: string | undefined, all: Span) {
  const [selection, setSelection] = useState<Span>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another clip is what it waits for
  useEffect(() => {
    setSelection(undefined)
    deck.setLoop(undefined)
  }, [deck, clip])
  const select = (span: Span | undefined): void => {
    setSelection(span)
    deck.setLoop(span)
  }
  return {
    ...{ selection, select },
    shown: state.loop ?? selection,
    toggle: () => deck.setLoop(state.loop ? undefined : (selection ?? all)),
    /** Puts an edge to where the playhead is. */
    edgeHere(edge: keyof Span): void {
      const span = { ...(selection ?? all), [edge]: deck.position() }
      if (lengthOf(span) > 0) select(span)
    },
  }
}

export type Loop = ReturnType<typeof useLoop>
