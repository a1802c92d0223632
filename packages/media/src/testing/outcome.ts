import type { DecodedAudio, MediaErrorCode } from '../index.ts'
import { MEDIA_ERROR_CODES } from '../index.ts'

/** How a decode ended: the number of samples, or the code of a typed error. Any other error is a defect and escapes. */
export type Outcome = { readonly samples: number } | { readonly code: MediaErrorCode }

export async function outcomeOf(decoding: Promise<DecodedAudio>): Promise<Outcome> {
  try {
    const { audio } = await decoding
    return { samples: audio.left.length }
  } catch (error) {
    const code = MEDIA_ERROR_CODES.find((known) => error instanceof Error && 'code' in error && error.code === known)
    if (code === undefined) throw error
    return { code }
  }
}
