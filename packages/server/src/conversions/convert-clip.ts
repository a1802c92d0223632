import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { convert, MediaError, type Metadata } from '@retimbre/media'
import { ServerError } from '../errors.ts'
import type { Conversion } from './conversion.ts'

// 5 of 19, as the codecs of a worker: after HTTP and the database, and before the engines.
const NICENESS = 5

/** The longest result, 380 s in 32 bit, is half of this. */
export const MAX_CONVERTED_BYTES = 256 * 2 ** 20

export interface ClipConversion {
  readonly wanted: Conversion
  /** What the file is to say of itself. */
  readonly tags: Metadata
  readonly signal: AbortSignal
}

/**
 * Converts a clip in processes of its own. `use` takes the bytes of the result, which are gone afterwards.
 * @throws ServerError `unconvertible` with a sentence about the file, or the reason of `signal`
 */
export async function convertClip<Result>(
  clip: Uint8Array,
  { wanted, tags: metadata, signal }: ClipConversion,
  use: (converted: Readable) => Promise<Result>,
): Promise<Result> {
  const limits = { niceness: NICENESS, maxOutputBytes: MAX_CONVERTED_BYTES }
  try {
    return await convert(clip, { ...wanted, metadata, limits, signal }, (path) => use(createReadStream(path)))
  } catch (error) {
    signal.throwIfAborted()
    // Trouble of this machine is not for the caller.
    if (!(error instanceof MediaError) || error.code === 'codecs_unavailable') throw error
    throw new ServerError('unconvertible', { reason: error.message }, { cause: error })
  }
}
