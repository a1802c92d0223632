/** One measurement in a process of its own: its name and its JSON argument in, its result as JSON on stdout. */

import { curve, memory, speed, warmStart } from './measurements.ts'
import { quality } from './quality.ts'

const MEASUREMENTS = { speed, quality, memory, curve, warmStart }
export type MeasurementName = keyof typeof MEASUREMENTS

const [name = '', argument = '{}'] = process.argv.slice(2)
const measure = MEASUREMENTS[name as MeasurementName] as (argument: unknown) => Promise<unknown>
process.stdout.write(JSON.stringify(await measure(JSON.parse(argument))))
