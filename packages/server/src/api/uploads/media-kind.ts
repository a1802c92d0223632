/** What an upload is, in the word of the wire's `type`. */
export type MediaKind = 'audio' | 'video' | 'image' | 'file'

/** How many leading bytes {@link kindOfContent} looks at. */
export const SNIFFED_BYTES = 12

/** By the content, for some clients name every upload `audio.mp3`; `undefined` when the bytes are no known beginning. */
export function kindOfContent(leading: Uint8Array): MediaKind | undefined {
  const text = Buffer.from(leading).toString('latin1')
  if (/^(ID3|fLaC|OggS|FORM....AIF|RIFF....WAVE)/s.test(text)) return 'audio'
  if (/^....ftyp(M4A|M4B)/s.test(text)) return 'audio'
  // MPEG audio and ADTS frames begin with eleven or twelve bits set.
  if (leading.length > 1 && leading[0] === 0xff && ((leading[1] ?? 0) & 0xe0) === 0xe0) return 'audio'
  if (/^(....ftyp|.E\xdf\xa3|RIFF....AVI )/s.test(text)) return 'video'
  if (/^(\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP)/s.test(text)) return 'image'
  return undefined
}

/** By the type that was claimed or that the name suggests. */
export function kindOfContentType(contentType: string): MediaKind {
  const [family] = contentType.split('/')
  return family === 'audio' || family === 'video' || family === 'image' ? family : 'file'
}
