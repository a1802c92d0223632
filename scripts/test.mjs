/** `npm test`: everything that CI runs, on a fresh clone or an old one. Stops at the first part that fails. */

import { prepare, run, runLocal, runLocalTogether, say } from './prepare.mjs'

prepare()
// What was compiled just now starts in a third of the time that its sources take; `vitest` alone takes the sources.
process.env.RETIMBRE_COMPILED_CHILDREN = '1'
const only = process.argv.slice(2)
if (only.length > 0) {
  runLocal('vitest', ['run', ...only])
  process.exit(0)
}
say('style and simple mistakes (biome) …')
runLocal('biome', ['check', '.'])
say('unused files, exports and packages (knip) …')
runLocal('knip', [])
say('types of the tests and benchmarks outside the packages …')
runLocal('tsc', ['-p', 'e2e'])
say('the arrows between packages …')
run(process.execPath, ['scripts/check-arrows.mjs'])
say('unit and integration tests …')
runLocal('vitest', ['run'])
say('the page, and the official clients, over the built service (at once; each is shown when it has ended) …')
await runLocalTogether([
  ['vitest', 'run', '--config', 'vitest.playground.config.ts'],
  ['vitest', 'run', '--config', 'vitest.clients.config.ts'],
])
// Not beside the page, whose animations cost the more the longer everything takes.
say('end to end, over the built service …')
runLocal('vitest', ['run', '--config', 'vitest.e2e.config.ts'])
