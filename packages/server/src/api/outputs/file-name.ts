// As long as a name may be and still be read at a glance.
const MOST_CHARACTERS = 40

/**
 * What a result is called on the disk of whoever downloads it: words of the prompt and the seed, in letters that every
 * system takes.
 * @example `warm-tape-7.flac`
 */
export function outputFileName(prompt: string, seed: number, extension: string): string {
  const words = prompt
    .toLowerCase()
    .normalize('NFKD')
    .replace(/ı/g, 'i')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MOST_CHARACTERS)
    .replace(/^-+|-+$/g, '')
  return `${words || 'retimbre'}-${seed}.${extension}`
}
