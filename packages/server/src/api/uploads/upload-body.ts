import { finished, PassThrough, type Readable } from 'node:stream'
import { ServerError } from '../../errors.ts'
import { REASONS } from '../../reasons.ts'
import { SNIFFED_BYTES } from './media-kind.ts'

/**
 * The bytes of an upload on their way into the store. The store may drop the stream when it has had enough; a copy is
 * what it drops, because the answer still has to travel over the socket behind the original.
 */
export interface UploadBody {
  readonly stream: Readable
  /** The first bytes that passed; complete once the store has taken the body. */
  leadingBytes(): Uint8Array
}

export function uploadBody(source: Readable): UploadBody {
  const copy = new PassThrough()
  // Whoever stores the copy learns of its end from the copy itself, but may not be listening yet when it ends.
  copy.on('error', () => {})
  const leading: Uint8Array[] = []
  let seenBytes = 0
  const collect = (chunk: Uint8Array) => {
    if (seenBytes < SNIFFED_BYTES) leading.push(chunk.subarray(0, SNIFFED_BYTES - seenBytes))
    seenBytes += chunk.length
  }
  source.on('data', collect)
  source.pipe(copy)
  // Also true of a source that broke off before anybody listened.
  finished(source, { writable: false }, (error) => {
    if (error) copy.destroy(brokenOff())
  })
  // What nobody stores any more is read and thrown away, so that the sender gets to read the answer. Registered after
  // the pipe, which pauses the source when its end closes.
  copy.once('close', () => source.resume())
  return { stream: copy, leadingBytes: () => Buffer.concat(leading) }
}

function brokenOff(): ServerError {
  return new ServerError('invalid_body', { detail: REASONS.upload_broken_off })
}
