/** `npm run test:chaos`: 300 jobs and 60 kills over the built service. RETIMBRE_CHAOS_SEED repeats a run. */

import { prepare, runLocal } from './prepare.mjs'

prepare()
runLocal('vitest', ['run', '--config', 'vitest.chaos.config.ts', ...process.argv.slice(2)])
