import { PUBLISHED_CHECKPOINTS } from '@retimbre/stable-audio'
import { type Finding, fail, ok, warn } from './finding.ts'

/** What this process may use. */
export interface Machine {
  /** E.g. `20.19.0`. */
  readonly nodeVersion: string
  /** Of the machine, or of the container where that is less. */
  readonly memoryBytes: number
  readonly processors: number
  /** Threads that a render takes when nobody names a number. */
  readonly usualThreads: number
  readonly platform: string
}

/** The lowest version of Node that this software runs on. */
const NODE = { major: 20, minor: 19 }

const GIBIBYTE = 1024 ** 3

// 2 GiB: the service, its database and one transform by the embedded engine peak at a good gigabyte.
const SERVICE_BYTES = 2 * GIBIBYTE

// Peaks at 30 and 120 s: 0.8 and 1.25 GiB against 1.9 and 2.3 on the small checkpoints.
const INT8_SHARE = 0.5

export function nodeFinding({ nodeVersion, platform }: Machine): Finding {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number)
  const enough = major > NODE.major || (major === NODE.major && minor >= NODE.minor)
  const detail = `Node ${nodeVersion} on ${platform}`
  return enough ? ok('node', detail) : fail('node', detail, `install Node ${NODE.major}.${NODE.minor} or newer`)
}

/** @param usable  the checkpoints that the service would use: those that are whole, and the operator's own folders */
export function memoryFindings(
  { memoryBytes }: Machine,
  usable: readonly { readonly name: string }[],
  precision: 'fp32' | 'int8',
): readonly Finding[] {
  const detail = `${gibibytes(memoryBytes)} GiB for this process`
  if (memoryBytes < SERVICE_BYTES) {
    return [warn('memory', detail, `give it ${gibibytes(SERVICE_BYTES)} GiB or more; large uploads may end a job`)]
  }
  const used = PUBLISHED_CHECKPOINTS.filter(({ name }) => usable.some((each) => each.name === name))
  const unmeasured = used.filter((checkpoint) => checkpoint.memoryBytes === undefined).map(({ name }) => name)
  const short = used
    .flatMap(({ name, memoryBytes: fp32 }) => (fp32 === undefined ? [] : [{ name, fp32 }]))
    .map(({ name, fp32 }) => ({ name, needed: precision === 'int8' ? fp32 * INT8_SHARE : fp32 }))
    .filter(({ needed }) => needed > memoryBytes)
  const unknown = unmeasured.length === 0 ? '' : `; what ${unmeasured.join(' and ')} needs is not measured`
  if (short.length === 0) return [ok('memory', `${detail}${unknown}`)]
  return short.map(({ name, needed }) =>
    warn(
      'memory',
      `${detail}; ${name} in ${precision} peaks at about ${gibibytes(needed)} GiB${unknown}`,
      precision === 'fp32' ? 'set RETIMBRE_PRECISION=int8, or use a shorter duration' : 'use a shorter duration',
    ),
  )
}

export function threadsFinding({ processors, usualThreads }: Machine, chosen: number | undefined): Finding {
  const used = chosen === undefined ? `${usualThreads}` : `${chosen} (RETIMBRE_THREADS)`
  const detail = `a render takes ${used} of ${processors} processors`
  if (chosen !== undefined && chosen > processors) {
    return warn('threads', detail, 'more threads than processors only wait for each other; leave RETIMBRE_THREADS out')
  }
  if (processors < 2) return warn('threads', detail, 'with one processor the service is slow while it renders')
  return ok('threads', detail)
}

const gibibytes = (bytes: number): string => (bytes / GIBIBYTE).toFixed(1)
