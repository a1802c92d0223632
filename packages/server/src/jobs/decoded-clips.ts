import { createHash } from 'node:crypto'
import type { DecodedAudio } from '@retimbre/media'

type Decode = (source: string | Uint8Array, options: { readonly signal: AbortSignal }) => Promise<DecodedAudio>

// 48 MiB: a clip of two minutes, or the few short ones that somebody goes back and forth between. A second decoding costs
// under half a second, so more is not worth a laptop's memory.
const MAX_KEPT_BYTES = 48 * 2 ** 20

/**
 * Decodes, and keeps the latest clips as samples: another prompt or plan on the same clip is what people do most. A clip is
 * known by its bytes; one that comes as a path is decoded each time.
 */
export function keepDecoded(decode: Decode, maxBytes = MAX_KEPT_BYTES): Decode {
  /** The least recently used first. */
  const kept = new Map<string, DecodedAudio>()
  return async (source, options) => {
    if (typeof source === 'string') return decode(source, options)
    const digest = createHash('sha256').update(source).digest('base64')
    const decoded = kept.get(digest) ?? (await decode(source, options))
    kept.delete(digest)
    kept.set(digest, decoded)
    let total = [...kept.values()].reduce((sum, clip) => sum + bytesOf(clip), 0)
    for (const [oldest, clip] of kept) {
      if (total <= maxBytes) break
      kept.delete(oldest)
      total -= bytesOf(clip)
    }
    return decoded
  }
}

const bytesOf = ({ audio: { left, right } }: DecodedAudio): number => left.byteLength + right.byteLength
