/**
 * What was found out about the last clips, for the next prompt on the same clip. Keyed by content, so that it changes
 * how long a render takes and never what it sounds like.
 */
import { createHash } from 'node:crypto'
import type { StereoAudio } from '../dsp/stereo.ts'

/** SHA-256 of the samples' bits, left then right. About 5 ms for 20 s. */
export function contentKey({ left, right }: StereoAudio): string {
  const hash = createHash('sha256')
  for (const { buffer, byteOffset, byteLength } of [left, right])
    hash.update(new Uint8Array(buffer, byteOffset, byteLength))
  return hash.digest('base64')
}

/** The most recently used values, at most `capacity`. */
export class RecentValues<Value> {
  private readonly values = new Map<string, Value>()
  private readonly capacity: number

  constructor(capacity: number) {
    this.capacity = capacity
  }

  get(key: string): Value | undefined {
    const value = this.values.get(key)
    if (value !== undefined) this.set(key, value)
    return value
  }

  set(key: string, value: Value): void {
    this.values.delete(key)
    this.values.set(key, value)
    for (const oldest of this.values.keys()) {
      if (this.values.size <= this.capacity) return
      this.values.delete(oldest)
    }
  }
}
