import { fieldFault } from '../../input-faults.ts'
import { readableSize } from '../../readable-size.ts'
import { invalid } from '../wavespeed/fields.ts'

/** Largest clip that may travel inside a request; larger ones belong in an upload, which is streamed. */
export const MAX_INLINE_BYTES = 15 * 1024 * 1024

const EXTENSIONS: Readonly<Record<string, string>> = {
  mpeg: 'mp3',
  mp3: 'mp3',
  wav: 'wav',
  wave: 'wav',
  'x-wav': 'wav',
  'vnd.wave': 'wav',
  flac: 'flac',
  'x-flac': 'flac',
  ogg: 'ogg',
  opus: 'opus',
  mp4: 'm4a',
  'x-m4a': 'm4a',
  m4a: 'm4a',
  aac: 'aac',
  webm: 'webm',
  aiff: 'aiff',
  'x-aiff': 'aiff',
}

/** A clip that came inside the request as a `data:` URL. */
export interface InlineClip {
  readonly bytes: Uint8Array
  /** Without the dot; a guess from the claimed type, the decoder looks for itself. */
  readonly extension: string
  /** What is shown in place of the megabytes. */
  readonly summary: string
}

/**
 * @param dataUrl `data:audio/…;base64,…`
 * @throws ServerError `invalid_parameter`
 */
export function readInlineClip(dataUrl: string): InlineClip {
  const comma = dataUrl.indexOf(',')
  const header = comma < 0 ? '' : dataUrl.slice(0, comma)
  const subtype = /^data:audio\/([\w.+-]+)(;[^,;]*)*;base64$/i.exec(header)?.[1]?.toLowerCase()
  if (subtype === undefined) throw invalid(fieldFault('audio', 'inline_type'))
  // Four base64 characters carry three bytes; what is much too long is refused before it is decoded.
  const payload = dataUrl.slice(comma + 1)
  if (payload.length > MAX_INLINE_BYTES * 1.5) throw tooLarge()
  const bytes = Buffer.from(payload, 'base64')
  if (!carries(payload, bytes.length) && !carries(payload.replace(/\s+/g, ''), bytes.length)) {
    throw invalid(fieldFault('audio', 'inline_digits'))
  }
  if (bytes.length === 0) throw invalid(fieldFault('audio', 'inline_empty'))
  if (bytes.length > MAX_INLINE_BYTES) throw tooLarge()
  return { bytes, extension: EXTENSIONS[subtype] ?? 'audio', summary: `${header},… (${readableSize(bytes.length)})` }
}

/**
 * Whether `base64` holds nothing but the digits of so many bytes. The decoder passes over what is no digit, and four
 * digits are three bytes, so that a foreign character shows in the count; looking at each would cost many times more.
 */
function carries(base64: string, sizeBytes: number): boolean {
  const padding = base64.endsWith('==') ? 2 : Number(base64.endsWith('='))
  const digits = base64.length - padding
  return digits % 4 !== 1 && sizeBytes === Math.floor((digits * 3) / 4)
}

function tooLarge(): Error {
  return invalid(fieldFault('audio', 'inline_too_large', { limit: readableSize(MAX_INLINE_BYTES) }))
}
