import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

const EXTENSION = '.safetensors'

/** Names of the LoRA files in a folder, without their extension; none when there is no such folder. */
export async function findLoras(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder).catch(() => [])
  return files.filter((file) => file.endsWith(EXTENSION)).map((file) => file.slice(0, -EXTENSION.length))
}

export const loraPath = (folder: string, name: string): string => join(folder, `${name}${EXTENSION}`)
