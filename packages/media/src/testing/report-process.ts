import { existsSync, readFileSync } from 'node:fs'
import os from 'node:os'

/** A child that tells its parent under which conditions it runs. */
const limits = existsSync('/proc/self/limits') ? readFileSync('/proc/self/limits', 'utf8') : ''
const report = { variables: Object.keys(process.env), limits, niceness: os.getPriority() }
process.send?.(report, undefined, undefined, () => process.exit(0))
