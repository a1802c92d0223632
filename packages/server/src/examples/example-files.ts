import { readFile } from 'node:fs/promises'
import type { FileStore } from './files.ts'

/** Where the example lies in every file store: a first try needs no clip of one's own. No sweep removes it. */
export const EXAMPLE_CLIP_KEY = 'uploads/retimbre-example/neo-soul.mp3'

const EXAMPLE_CLIP = new URL('../../assets/neo-soul.mp3', import.meta.url)

/** Called at every start; stores the clip once. */
export async function ensureExampleClip(files: FileStore): Promise<void> {
  if (await files.stat(EXAMPLE_CLIP_KEY)) return
  const clip = await readFile(EXAMPLE_CLIP)
  await files.put(EXAMPLE_CLIP_KEY, clip, clip.byteLength)
}
