/** `npm run bench:model [-- names … --write]`: what Stable Audio 3 costs at its full size, with random weights. */

import { prepare, run } from './prepare.mjs'

prepare()
run(process.execPath, [
  '--import',
  'tsx',
  '--conditions=source',
  'packages/stable-audio/bench/model.ts',
  ...process.argv.slice(2),
])
