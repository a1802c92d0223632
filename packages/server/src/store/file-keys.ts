import { type RandomBytes, randomHex } from '../ids.ts'

/** What a key begins with. */
export const FILE_KINDS = ['uploads', 'outputs'] as const

/** `uploads` or `outputs`, an unguessable folder, and a plain file name. Nothing in it can climb out of a folder. */
const FILE_KEY = /^(?:uploads|outputs)\/[A-Za-z0-9_-]{16,64}\/[A-Za-z0-9_-][A-Za-z0-9._-]{0,119}$/

export function isFileKey(key: string): boolean {
  return FILE_KEY.test(key)
}

/**
 * A new key for a caller's file. Its name is kept as far as it is plain letters, digits, dots and dashes, for the sake of
 * the person who reads the address; the extension stays at the end.
 * @example 'Gitar Kaydı (2).mp3' becomes 'uploads/<32 hex digits>/Gitar-Kayd-2.mp3'
 */
export function uploadKey(random: RandomBytes, filename: string): string {
  const [, stem, extension] = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/s.exec(filename) ?? []
  const plain = (stem ?? '')
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
  return `uploads/${randomHex(random, 16)}/${plain || 'audio'}${extension?.toLowerCase() ?? ''}`
}

/** New keys for the results of one attempt at a job, in a folder of their own: `<folder>/0.<ext>`, `<folder>/1.<ext>` … */
export function outputKeys(random: RandomBytes, count: number, extension: string): readonly string[] {
  const folder = `outputs/${randomHex(random, 16)}`
  return Array.from({ length: count }, (_, index) => `${folder}/${index}.${extension}`)
}
