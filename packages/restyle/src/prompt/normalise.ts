/** "bass'ı", "synth'leri": Turkish sets its case endings off with an apostrophe; no English ending looks like these. */
const TURKISH_CASE = /(?<=\p{L})['’](?:l[ae]r(?:[ıiae]|[ıi]n)?|[yns]?[ıiuü]|n?[ıiuü]n|y?[ae]|[dt][ae]n?)(?!\p{L})/gu

/** One spelling for what people type: lower case, no apostrophes, hyphens and slashes as spaces, single spaces. */
export function normalise(text: string): string {
  return lowerCase(text)
    .replace(TURKISH_CASE, '')
    .replace(/['’‘`´]/g, '')
    .replace(/&/g, ' & ')
    .replace(/[-‐‑–—_/]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Runs of white space as one space, or one line break when there is one among them. */
export const singleSpaced = (text: string): string => text.replace(/\s+/g, (run) => (run.includes('\n') ? '\n' : ' '))

/** Lower case without the combining dot that `toLowerCase` leaves behind a Turkish İ. */
function lowerCase(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('i\u0307', 'i')
}

/** The parts between commas, full stops and the like; a full stop inside a number does not end a part. */
export function clauses(text: string): string[] {
  return text
    .split(/[,;:!?()[\]{}"“”\n]+|\.(?!\d)/)
    .map(normalise)
    .filter((clause) => clause !== '')
}
