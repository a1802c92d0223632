import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

/**
 * Threads that share one matrix product: one a physical core. Two hyper-threads of a core share its multipliers, so a
 * second one only adds switching. What the process may use (affinity, container) caps it.
 *
 * @param cpuInformation  the text of `/proc/cpuinfo`; where there is none (macOS, Windows) every processor counts as a
 *   core, which is right on Apple silicon and up to twice too many elsewhere: set the number by hand there
 */
export function defaultThreads(
  processors: number = availableParallelism(),
  cpuInformation: string = readCpuInformation(),
): number {
  const siblings = hyperThreadsPerCore(cpuInformation)
  return Math.max(1, Math.ceil(processors / siblings))
}

/** 1 when the text does not say. */
function hyperThreadsPerCore(cpuInformation: string): number {
  const siblings = Number(/^siblings\s*: (\d+)$/m.exec(cpuInformation)?.[1] ?? 1)
  const cores = Number(/^cpu cores\s*: (\d+)$/m.exec(cpuInformation)?.[1] ?? siblings)
  return cores > 0 && siblings > cores ? Math.round(siblings / cores) : 1
}

function readCpuInformation(): string {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8')
  } catch {
    return ''
  }
}
