import { existsSync, readFileSync } from 'node:fs'

/** A child that tells its parent under which conditions it runs. */
const limits = existsSync('/proc/self/limits') ? readFileSync('/proc/self/limits', 'utf8') : ''
process.send?.({ variables: Object.keys(process.env), limits }, undefined, undefined, () => process.exit(0))
