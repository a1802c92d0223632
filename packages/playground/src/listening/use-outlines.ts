import { useQueries } from '@tanstack/react-query'
import { useKey } from '../session.ts'
import { type Outline, outlineQuery } from './outline.ts'

export interface KnownOutline {
  readonly outline: Outline | undefined
  readonly error: unknown
}

/** The outlines of several clips, by address. */
export function useOutlines(urls: readonly string[]): ReadonlyMap<string, KnownOutline> {
  const key = useKey()
  const answers = useQueries({ queries: urls.map((url) => outlineQuery(key, url)) })
  return new Map(urls.map((url, index) => [url, { outline: answers[index]?.data, error: answers[index]?.error }]))
}
