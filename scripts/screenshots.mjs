/** `npm run screenshots`: pictures of the page for the README, made in an installed Chromium. */

import { prepare, run } from './prepare.mjs'

prepare()
run(process.execPath, ['--import', 'tsx', 'e2e/playground/screenshots.ts'])
