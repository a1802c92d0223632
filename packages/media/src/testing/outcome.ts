import { type DecodeOptions, decode } from '../decode.ts'
import { MediaError, type MediaErrorCode } from '../errors.ts'
import type { MediaSource } from '../input-source.ts'

/** How a decode ended: the number of samples, or the code of a typed error. Any other error is a defect and escapes. */
export type Outcome = { readonly samples: number } | { readonly code: MediaErrorCode }

export async function outcomeOf(source: MediaSource, options?: DecodeOptions): Promise<Outcome> {
  try {
    const { audio } = await decode(source, options)
    return { samples: audio.left.length }
  } catch (error) {
    if (error instanceof MediaError) return { code: error.code }
    throw error
  }
}
