import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { onTestFinished } from 'vitest'

export const INDEX = '<!doctype html><title>Retimbre</title><script type="module" src="/assets/index-1a2b.js"></script>'
/** Long enough to get smaller. */
export const SCRIPT = 'export const words = "warm tape, distant rain";\n'.repeat(50)

/** A folder as the build of the page leaves it, until the test ends. */
export async function builtPageFolder(): Promise<{ readonly url: URL; readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'retimbre-page-'))
  onTestFinished(() => rm(path, { recursive: true }))
  await mkdir(join(path, 'assets', 'inner'), { recursive: true })
  const files = {
    'index.html': INDEX,
    'assets/index-1a2b.js': SCRIPT,
    'assets/index-3c4d.css': 'body { color: teal }',
    'assets/icon-5e6f.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'assets/Inter-7a8b.woff2': 'wOF2',
    'assets/inner/secret.js': 'secret',
    'secret.txt': 'secret',
  }
  for (const [name, content] of Object.entries(files)) await writeFile(join(path, name), content)
  return { path, url: pathToFileURL(`${path}/`) }
}
