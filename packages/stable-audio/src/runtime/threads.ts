import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { cpuQuota } from './cpu-quota.ts'

/** What the system tells of its processors; texts are empty where it keeps no such file. */
export interface ProcessorFacts {
  /** Processors that this process may run on. */
  readonly processors: number
  /** `/proc/cpuinfo` */
  readonly cpuInformation: string
  /** How many processors' worth of time the container may use; Infinity when it is not limited. */
  readonly quota: number
  /** Cores that are made for speed, `/sys/devices/cpu_core/cpus`, where others are made for thrift. */
  readonly fastCores: string
}

/**
 * Threads that share one matrix product: one a physical core. Two hyper-threads of a core share its multipliers, so a
 * second one only adds switching; a product waits for its slowest thread, so slow cores are left out where there are
 * fast ones. What the process may use (affinity, the time of a container) caps it: threads beyond the quota use up the
 * time of all, and then all of them stand still.
 *
 * Where the system tells nothing (macOS, Windows) every processor counts as a core, which is right on Apple silicon and
 * up to twice too many elsewhere: set the number by hand there.
 */
export function defaultThreads(facts: ProcessorFacts = processorFacts()): number {
  const { processors, cpuInformation, quota, fastCores } = facts
  const fast = Math.min(processors, countOf(fastCores) || processors)
  const cores = Math.ceil(fast / hyperThreadsPerCore(cpuInformation))
  return Math.max(1, Math.min(cores, Math.ceil(quota)))
}

function processorFacts(): ProcessorFacts {
  return {
    processors: availableParallelism(),
    cpuInformation: textOf('/proc/cpuinfo'),
    quota: cpuQuota(textOf),
    fastCores: textOf('/sys/devices/cpu_core/cpus'),
  }
}

/** 1 when the text does not say. The largest of all processors: only the fast cores of a mixed one have two. */
function hyperThreadsPerCore(cpuInformation: string): number {
  const every = (name: string): number[] =>
    [...cpuInformation.matchAll(new RegExp(`^${name}\\s*: (\\d+)$`, 'gm'))].map(([, number]) => Number(number))
  const siblings = every('siblings')
  const cores = every('cpu cores')
  const each = siblings.map((count, index) => count / (cores[index] || count))
  // Between one and two where fast cores have two threads and the others one.
  return each.reduce((most, threads) => Math.max(most, Math.ceil(threads)), 1)
}

/** Of a list such as `0-15,32`. */
function countOf(list: string): number {
  const ranges = [...list.matchAll(/(\d+)(?:-(\d+))?/g)]
  return ranges.reduce((sum, [, from, to]) => sum + Number(to ?? from) - Number(from) + 1, 0)
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
