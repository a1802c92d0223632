/** `npm run test:clients`: the official clients, unmodified, against the built service. */

import { prepare, runLocal } from './prepare.mjs'

prepare()
runLocal('vitest', ['run', '--config', 'vitest.clients.config.ts', ...process.argv.slice(2)])
