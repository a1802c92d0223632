import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { env } from 'onnxruntime-node'
import { weightLevels } from '../src/quantisation/arithmetic.ts'
import { defaultThreads } from '../src/runtime/threads.ts'

/** One line that says where figures come from. */
export async function machineLine(): Promise<string> {
  const memory = `${(totalmem() / 1e9).toFixed(0)} GB`
  const vector = processorFlags().filter((flag) =>
    ['avx2', 'avx512f', 'avx512_vnni', 'avx_vnni', 'amx_int8'].includes(flag),
  )
  const weights = `int8 weights of ${(await weightLevels()) === 127 ? 8 : 7} bits`
  const software = `Node ${process.version}, onnxruntime-node ${env.versions.node}`
  const date = new Date().toISOString().slice(0, 10)
  return `${cpus()[0]?.model} (${vector.join(', ')}), ${defaultThreads()} threads, ${memory}, ${weights}, ${software}, ${date}`
}

/** The most memory that this process ever held, pages of files among it. */
export function peakResidentGibibytes(): number {
  return process.resourceUsage().maxRSS / 2 ** 20
}

function processorFlags(): string[] {
  try {
    return /^flags\s*: (.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1]?.split(' ') ?? []
  } catch {
    return []
  }
}
