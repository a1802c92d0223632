/** Builds the page when its sources, or the packages that it is made of, are others than those it was built from. */

import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { ROOT, runLocal, say } from './prepare.mjs'

const FOLDER = join(ROOT, 'packages', 'playground')
/** What the build makes, or nothing of it comes from. */
const NOT_SOURCES = new Set(['dist', 'dist-types', 'node_modules'])
/** Goes with the build: Vite empties the folder first. */
const STAMP = join(FOLDER, 'dist', '.built-from')

const sources = sourcesHash()
if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== sources) {
  say('building the page …')
  runLocal('vite', ['build', '--logLevel', 'warn'], { cwd: FOLDER })
  writeFileSync(STAMP, sources)
}

function sourcesHash() {
  const hash = createHash('sha256')
  for (const path of [join(ROOT, 'package-lock.json'), ...filesIn(FOLDER)]) {
    hash
      .update(`${relative(ROOT, path).split(sep).join('/')}\0`)
      .update(readFileSync(path))
      .update('\0')
  }
  return hash.digest('hex')
}

/** In an order that is the same on every machine. */
function filesIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1))
  return entries.flatMap((entry) => {
    if (NOT_SOURCES.has(entry.name) || entry.name.endsWith('.tsbuildinfo')) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesIn(path) : [path]
  })
}
