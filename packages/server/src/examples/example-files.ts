import { readFile } from 'node:fs/promises'
import type { FileStore } from '../store/files.ts'
import { EXAMPLE_FOLDER, EXAMPLES, type Example } from './gallery.ts'

const KEY_FOLDER = 'uploads/retimbre-example'

/** Where the example clip lies in every file store: a first try needs no clip of one's own. */
export const EXAMPLE_CLIP_KEY = `${KEY_FOLDER}/neo-soul.mp3`

const EXAMPLE_CLIP = new URL('../../assets/neo-soul.mp3', import.meta.url)

/** Where the result of an example lies in every file store. */
export const exampleResultKey = ({ file }: Pick<Example, 'file'>): string => `${KEY_FOLDER}/${file}`

/** What lies in every file store, by its key. */
const SHIPPED: ReadonlyMap<string, URL> = new Map([
  [EXAMPLE_CLIP_KEY, EXAMPLE_CLIP],
  ...EXAMPLES.map((example) => [exampleResultKey(example), new URL(example.file, EXAMPLE_FOLDER)] as const),
])

/** Whether a file came with the software: it is everybody's, and no sweep removes it. */
export const isExampleFile = (fileKey: string): boolean => SHIPPED.has(fileKey)

/** Called at every start; stores each file once. */
export async function ensureExampleFiles(files: FileStore): Promise<void> {
  for (const [key, shipped] of SHIPPED) {
    if (await files.stat(key)) continue
    const bytes = await readFile(shipped)
    await files.put(key, bytes, bytes.byteLength)
  }
}
