import { open, rename } from 'node:fs/promises'

/** Writes a file that only its owner can read, whole or not at all. */
export async function writeSecretFile(path: string, text: string): Promise<void> {
  const aside = `${path}.new`
  const file = await open(aside, 'w', 0o600)
  try {
    // An older file with wider permissions would keep them.
    await file.chmod(0o600)
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(aside, path)
}
