import { CONVERSION_NAMES, type Conversion, conversionName } from '../conversions/conversion.ts'
import { DRAWING_KINDS, type DrawingKind } from '../drawings/messages.ts'
import { type RandomBytes, randomHex } from '../ids.ts'

/** What the keys begin with of files that others may fetch. */
const FILE_KINDS = ['uploads', 'outputs'] as const

/** What all keys begin with. */
export const STORED_KINDS = [...FILE_KINDS, 'drawings', 'conversions'] as const

/** `uploads` or `outputs`, an unguessable folder, and a plain file name. Nothing in it can climb out of a folder. */
const FILE_KEY = /^(?:uploads|outputs)\/[A-Za-z0-9_-]{16,64}\/[A-Za-z0-9_-][A-Za-z0-9._-]{0,119}$/

/** The file's own key with its kind in front of the rest, and what was made of it behind it. */
const DERIVED_KEY = /^(?:drawings|conversions)\/[a-z]+-[A-Za-z0-9_-]{16,64}\/[A-Za-z0-9_-][A-Za-z0-9._-]{0,139}$/

export function isFileKey(key: string): boolean {
  return FILE_KEY.test(key)
}

/** Whether a store may hold something under this key. */
export function isStoredKey(key: string): boolean {
  return isFileKey(key) || DERIVED_KEY.test(key)
}

/**
 * Where a drawing of a file is kept; nobody can fetch it from there.
 * @example 'outputs/<random>/0.mp3' and 'peaks' make 'drawings/outputs-<random>/0.mp3.peaks'
 */
export function drawingKey(fileKey: string, kind: DrawingKind): string {
  return `drawings/${fileKey.replace('/', '-')}.${kind}`
}

/** Where a result in another format is kept; nobody can fetch it from there without a key. */
export function conversionKey(fileKey: string, wanted: Conversion): string {
  return conversionKeyOf(fileKey, conversionName(wanted))
}

function conversionKeyOf(fileKey: string, name: string): string {
  return `conversions/${fileKey.replace('/', '-')}.${name}`
}

/** Everything that may have been made of a file: drawings of it, and a result in other formats. */
export function derivedKeys(fileKey: string): readonly string[] {
  if (!isFileKey(fileKey)) return []
  const conversions = fileKey.startsWith('outputs/') ? CONVERSION_NAMES : []
  return [
    ...DRAWING_KINDS.map((kind) => drawingKey(fileKey, kind)),
    ...conversions.map((name) => conversionKeyOf(fileKey, name)),
  ]
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
