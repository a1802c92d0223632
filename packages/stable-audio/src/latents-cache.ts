/** Latents of source clips, so that trying another prompt on the same clip does not encode it again. */

import { createHash } from 'node:crypto'
import type { StereoAudio } from '@retimbre/media'

export interface LatentsCache {
  get(key: string): Float32Array | undefined
  set(key: string, latents: Float32Array): void
}

/** @param maxBytes  the clip that was used longest ago goes first; one minute of audio is 0.66 MB of latents */
export function createLatentsCache(maxBytes: number): LatentsCache {
  const entries = new Map<string, Float32Array>()
  let bytes = 0
  return {
    get(key) {
      const found = entries.get(key)
      if (found === undefined) return undefined
      entries.delete(key)
      entries.set(key, found)
      return found
    },
    set(key, latents) {
      bytes += latents.byteLength - (entries.get(key)?.byteLength ?? 0)
      entries.delete(key)
      entries.set(key, latents)
      for (const [oldest, { byteLength }] of entries) {
        if (bytes <= maxBytes || oldest === key) break
        entries.delete(oldest)
        bytes -= byteLength
      }
    },
  }
}

/** The same samples at the same length in frames give the same key. */
export function latentsKey({ left, right }: StereoAudio, frames: number): string {
  const hash = createHash('sha256')
  for (const channel of [left, right])
    hash.update(new Uint8Array(channel.buffer, channel.byteOffset, channel.byteLength))
  return `${hash.digest('hex')} ${frames}`
}
