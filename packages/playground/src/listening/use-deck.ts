import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Deck, type DeckState, type Tracks } from './deck.ts'

/** One deck for as long as the component lives, with what it is to play. */
export function useDeck(tracks: Tracks): { readonly deck: Deck; readonly state: DeckState } {
  const [deck] = useState(() => new Deck())
  const state = useSyncExternalStore(deck.subscribe, deck.state)
  const now = useRef(tracks)
  now.current = tracks
  const marks = JSON.stringify(tracks)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tracks are new objects at every render, equal by their text
  useEffect(() => deck.setTracks(now.current), [deck, marks])
  useEffect(() => () => deck.close(), [deck])
  return { deck, state }
}
