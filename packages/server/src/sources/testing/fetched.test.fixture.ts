import { readFile } from 'node:fs/promises'
import { type FetchSourceOptions, fetchSource } from '../fetch-source.ts'

/** The bytes of a clip, for tests that look at them. */
export function fetched(url: string, options: Partial<FetchSourceOptions> = {}): Promise<Uint8Array> {
  const usual = { maxBytes: 100_000, signal: new AbortController().signal, allowedHosts: [] }
  return fetchSource(url, { ...usual, ...options }, (path) => readFile(path))
}
