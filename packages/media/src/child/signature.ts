/** The first bytes of the containers that people send, at their offsets. */
const SIGNATURES: readonly { readonly offset: number; readonly text: string }[] = [
  // Behind RIFF, RIFX or RF64. An AVI film begins with RIFF too, but is not damaged: it is another kind of file.
  { offset: 8, text: 'WAVE' },
  { offset: 0, text: 'FORM' },
  { offset: 0, text: 'fLaC' },
  { offset: 0, text: 'OggS' },
  { offset: 0, text: 'ID3' },
  { offset: 0, text: '\x1aE\xdf\xa3' },
  { offset: 4, text: 'ftyp' },
]

/** Tells a broken media file from one that never was one, so that the error can say which. */
export function looksLikeMedia(firstBytes: Uint8Array): boolean {
  const head = Buffer.from(firstBytes).toString('latin1')
  return SIGNATURES.some(({ offset, text }) => head.startsWith(text, offset))
}
