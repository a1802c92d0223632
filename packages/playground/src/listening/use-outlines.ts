import { useQueries } from '@tanstack/react-query'
import { type Outline, outlineQuery } from '../clips/outline.ts'
import { useKey } from '../session.ts'

/** As finely as the server draws, so that a zoomed view has something to show. */
const SLICES = 4096

export interface KnownOutline {
  readonly outline: Outline | undefined
  readonly error: unknown
}

/** The outlines of several clips, by address. */
export function useOutlines(urls: readonly string[]): ReadonlyMap<string, KnownOutline> {
  const key = useKey()
  const answers = useQueries({ queries: urls.map((url) => outlineQuery(key, url, SLICES)) })
  return new Map(urls.map((url, index) => [url, { outline: answers[index]?.data, error: answers[index]?.error }]))
}
