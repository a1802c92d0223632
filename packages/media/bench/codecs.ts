/**
 * Time and memory of encoding and decoding two minutes of stereo in each format, start of the process included.
 *
 *   node --import tsx --conditions=source packages/media/bench/codecs.ts
 *
 * Built first (`npx tsc -b packages/media`) and run without the two options' `source` condition, it measures the
 * compiled package, as the service runs it: `node --import tsx packages/media/bench/codecs.ts`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { arch, cpus } from 'node:os'
import { decode, encode, integratedLoudness, OUTPUT_FORMATS, type OutputFormat, truePeakDbtp } from '@retimbre/media'

const SECONDS = 120
const SAMPLES = SECONDS * 44_100
const POLL_MS = 20

/** Something like music: a falling chord with noise, so that no encoder has it easy. */
function clip(): { left: Float32Array; right: Float32Array } {
  const [left, right] = [new Float32Array(SAMPLES), new Float32Array(SAMPLES)]
  let state = 1
  for (let index = 0; index < SAMPLES; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    const noise = state / 2 ** 31
    const beat = Math.exp(-(index % 22_050) / 6_000)
    const time = index / 44_100
    left[index] = 0.2 * Math.sin(2 * Math.PI * 220 * time) + 0.3 * beat * noise
    right[index] = 0.2 * Math.sin(2 * Math.PI * 277.18 * time) + 0.2 * beat * noise
  }
  return { left, right }
}

/** Largest resident size of any child of this process while `work` runs (Linux only, else 0). */
async function measured<Result>(work: () => Promise<Result>) {
  let peakKib = 0
  const watch = setInterval(() => {
    for (const pid of childPids()) peakKib = Math.max(peakKib, residentPeakKib(pid))
  }, POLL_MS)
  const start = performance.now()
  const result = await work()
  const milliseconds = performance.now() - start
  clearInterval(watch)
  return { result, milliseconds, peakMib: peakKib / 1024 }
}

function childPids(): string[] {
  try {
    return readdirSync('/proc/self/task').flatMap((thread) => {
      return readFileSync(`/proc/self/task/${thread}/children`, 'utf8').split(' ').filter(Boolean)
    })
  } catch {
    return []
  }
}

function residentPeakKib(pid: string): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

const audio = clip()
console.log(
  `${cpus()[0]?.model}, ${cpus().length} processors, ${arch()}, Node ${process.version}, ${SECONDS} s of stereo\n`,
)
console.log('| format | encode ms | encode child MiB | bytes | decode ms | decode child MiB | sample count |')
console.log('|---|---|---|---|---|---|---|')
for (const format of Object.keys(OUTPUT_FORMATS) as OutputFormat[]) {
  const encoded = await measured(() => encode(audio, { format }))
  const decoded = await measured(() => decode(encoded.result))
  const difference = decoded.result.audio.left.length - SAMPLES
  const cells = [
    format,
    encoded.milliseconds.toFixed(0),
    encoded.peakMib.toFixed(0),
    encoded.result.length,
    decoded.milliseconds.toFixed(0),
    decoded.peakMib.toFixed(0),
    difference === 0 ? 'exact' : `+${difference}`,
  ]
  console.log(`| ${cells.join(' | ')} |`)
}

console.log('\n| analysis of the same clip | ms |\n|---|---|')
for (const [name, analyse] of Object.entries({ integratedLoudness, truePeakDbtp })) {
  const start = performance.now()
  analyse(audio)
  console.log(`| ${name} | ${(performance.now() - start).toFixed(0)} |`)
}
