/**
 * Real-time factor of ten prompts on one core (20 s clip, warm, best of N), on a clip never heard before and on the clip
 * of the last prompt, and the most memory a 120 s render takes.
 * Prints a markdown table. Over the build: `npm run bench -- restyle`; over the sources, several times slower:
 * node --import tsx --conditions=source packages/restyle/bench/restyle.ts [rounds]
 */
import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { StereoAudio } from '@retimbre/media'
import { type RestyleReport, restyle } from '@retimbre/restyle'
import { speech } from '../src/evaluation/clips.test.fixture.ts'
import { type BenchmarkPrompt, PROMPTS } from '../src/evaluation/prompts.test.fixture.ts'
import { song } from '../src/evaluation/song.test.fixture.ts'

const CLIP_SECONDS = 20
const LONG_SECONDS = 120
const MEMORY_FLAG = '--memory'

if (process.argv[2] === MEMORY_FLAG) {
  const prompt = PROMPTS[Number(process.argv[3])]
  render(clipFor(prompt, 0), prompt, LONG_SECONDS)
  process.stdout.write(String(process.resourceUsage().maxRSS / 1024))
} else {
  printTable(Number(process.argv[2] ?? 5))
}

function printTable(rounds: number): void {
  process.stdout.write(`${cpus()[0].model}, Node ${process.version}, best of ${rounds}\n\n`)
  process.stdout.write(
    '| Prompt | new clip | same clip | CPU ms/s | longest step ms | LUFS | dBTP | 120 s: peak MB |\n|---|--:|--:|--:|--:|--:|--:|--:|\n',
  )
  PROMPTS.forEach((prompt, index) => {
    const pairs = Array.from({ length: rounds + 1 }, (_, round) => {
      const clip = clipFor(prompt, round)
      return [render(clip, prompt, CLIP_SECONDS), render(clip, prompt, CLIP_SECONDS)]
    })
    const runs = pairs.slice(1).map(([first]) => first)
    const best = fastest(runs)
    const again = fastest(pairs.slice(1).map(([, second]) => second))
    const { loudnessLufs, truePeakDbtp } = best.report.done
    const cells = [
      prompt.name,
      ...[best, again].map(({ milliseconds }) => `${((1000 * CLIP_SECONDS) / milliseconds).toFixed(1)}×`),
      (best.cpuMilliseconds / CLIP_SECONDS).toFixed(1),
      Math.min(...runs.map((run) => run.longestStep)).toFixed(0),
      loudnessLufs.toFixed(2),
      truePeakDbtp.toFixed(2),
      peakMegabytes(index).toFixed(0),
    ]
    process.stdout.write(`| ${cells.join(' | ')} |\n`)
  })
}

function fastest(runs: readonly Run[]): Run {
  return runs.reduce((one, other) => (other.milliseconds < one.milliseconds ? other : one))
}

/** The clip of a prompt, a hair different in every round, so that nothing is known about it. */
function clipFor({ clip }: BenchmarkPrompt, round: number): StereoAudio {
  const audio = clip === 'speech' ? speech(CLIP_SECONDS) : song(CLIP_SECONDS).mix
  audio.left[0] += 1e-6 * (Math.random() + round)
  return audio
}

/** In a process of its own, because a peak is never given back. */
function peakMegabytes(prompt: number): number {
  const program = fileURLToPath(import.meta.url)
  return Number(
    execFileSync(process.execPath, [...process.execArgv, program, MEMORY_FLAG, String(prompt)], { encoding: 'utf8' }),
  )
}

interface Run {
  readonly milliseconds: number
  readonly cpuMilliseconds: number
  /** Longest time between two yields. */
  readonly longestStep: number
  readonly report: RestyleReport
}

function render(source: StereoAudio, { prompt, negativePrompt = '' }: BenchmarkPrompt, durationSeconds: number): Run {
  const cpu = process.cpuUsage()
  const start = performance.now()
  const work = restyle(source, { prompt, negativePrompt, durationSeconds, seed: 1 })
  let longestStep = 0
  let before = start
  let step = work.next()
  while (!step.done) {
    step = work.next()
    const now = performance.now()
    longestStep = Math.max(longestStep, now - before)
    before = now
  }
  const { user, system } = process.cpuUsage(cpu)
  const milliseconds = performance.now() - start
  return { milliseconds, cpuMilliseconds: (user + system) / 1000, longestStep, report: step.value.report }
}
