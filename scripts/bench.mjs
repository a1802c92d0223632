/** `npm run bench [-- name …]`: the benchmarks, each in a process of its own, over the built packages. */

import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { prepare, ROOT, run, say } from './prepare.mjs'

const FOLDERS = ['packages/media/bench', 'packages/restyle/bench', 'bench']

const benchmarks = new Map(
  FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => [basename(file, '.ts'), join(folder, file)]),
  ),
)
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !benchmarks.has(name))
if (unknown.length > 0) {
  say(`no benchmark is called ${unknown.join(', ')}; there are: ${[...benchmarks.keys()].join(', ')}`)
  process.exit(1)
}

prepare()
for (const name of wanted.length > 0 ? wanted : benchmarks.keys()) {
  say(`benchmark ${name} …`)
  run(process.execPath, ['--import', 'tsx', '--expose-gc', benchmarks.get(name)])
}
