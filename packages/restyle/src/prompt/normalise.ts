/** One spelling for what people type: lower case, no apostrophes, hyphens and slashes as spaces, single spaces. */
export function normalise(text: string): string {
  return lowerCase(text)
    .replace(/['’‘`´]/g, '')
    .replace(/&/g, ' & ')
    .replace(/[-‐‑–—_/]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Lower case without the combining dot that `toLowerCase` leaves behind a Turkish İ. */
export function lowerCase(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('i\u0307', 'i')
}

/** The parts between commas, full stops and the like; a full stop inside a number does not end a part. */
export function clauses(text: string): string[] {
  return text
    .split(/[,;:!?()[\]{}"“”\n]+|\.(?!\d)/)
    .map(normalise)
    .filter((clause) => clause !== '')
}
