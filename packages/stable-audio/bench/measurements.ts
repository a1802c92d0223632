/** What is measured, each in a process of its own so that one does not leave its memory or its warmth to the next. */

import { join } from 'node:path'
import { openCheckpoint } from '../src/checkpoint/open.ts'
import { type OpenOptions, StableAudio } from '../src/stable-audio.ts'
import { peakResidentGibibytes } from './machine.ts'
import { openMatrixPeak } from './matrix-peak.ts'
import { BENCHMARK_MODELS_FOLDER } from './models-folder.ts'
import { median, type Timeline, timedGeneration } from './timeline.ts'
import { codecFlops, stepFlops } from './useful-flops.ts'

/** Rows of the context that a prompt of some ten words has. */
const CONTEXT_ROWS = 30
const STEPS = 8
const SAMPLES_PER_LATENT = 4096

export type Size = 'small' | 'medium'

const folderOf = (size: Size): string => join(BENCHMARK_MODELS_FOLDER, size)

const openModel = (size: Size, options: OpenOptions): Promise<StableAudio> =>
  StableAudio.open(folderOf(size), { derivedFolder: join(BENCHMARK_MODELS_FOLDER, 'derived'), ...options })

async function usefulFlops(size: Size, frames: number, seconds: number): Promise<{ step: number; whole: number }> {
  const checkpoint = await openCheckpoint(folderOf(size))
  const { dit, codec } = checkpoint.config
  checkpoint.close()
  const step = stepFlops(dit, frames, CONTEXT_ROWS)
  const latents = Math.ceil((seconds * 44_100) / SAMPLES_PER_LATENT)
  const whole = STEPS * step + codecFlops(codec, 'encoder', latents) + codecFlops(codec, 'decoder', latents)
  return { step, whole }
}

export interface SpeedResult {
  readonly peakGflops: number
  readonly fp32Seconds: number
  readonly idealSeconds: number
  readonly stepSeconds: number
  readonly stepShareOfPeak: number
  readonly int8Seconds: number
  readonly int8StepSeconds: number
  readonly fp32: Timeline
  readonly int8: Timeline
  /** Each stage at its best: what an undisturbed run takes, where the machine has other work. */
  readonly fp32StagesSeconds: number
  readonly int8StagesSeconds: number
}

/**
 * fp32 and int8 in turns with the fastest matrix product, so that a busy machine slows all of them alike; the best of each.
 */
export async function speed({
  size,
  seconds,
  rounds,
}: {
  size: Size
  seconds: number
  rounds: number
}): Promise<SpeedResult> {
  const options = { freeBetweenStages: false, memoryBudgetBytes: 40 * 2 ** 30 }
  const peak = await openMatrixPeak()
  const models = [await openModel(size, options), await openModel(size, { ...options, precision: 'int8' })] as const
  const runs: [Timeline[], Timeline[]] = [[], []]
  let peakFlops = 0
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, model] of models.entries()) {
      const timeline = await timedGeneration(model, { seconds, take: 2 * round + index })
      if (round > 0) runs[index]?.push(timeline)
      else await model.settle()
      peakFlops = await peak.measure(2)
    }
  }
  const [fp32, int8] = runs.map(fastest) as [Timeline, Timeline]
  const flops = await usefulFlops(size, fp32.frames, seconds)
  const stepSeconds = quickestStep(runs[0])
  return {
    peakGflops: peakFlops / 1e9,
    fp32Seconds: fp32.seconds,
    idealSeconds: flops.whole / peakFlops,
    stepSeconds,
    stepShareOfPeak: flops.step / stepSeconds / peakFlops,
    int8Seconds: int8.seconds,
    int8StepSeconds: quickestStep(runs[1]),
    fp32,
    int8,
    fp32StagesSeconds: bestStages(runs[0]),
    int8StagesSeconds: bestStages(runs[1]),
  }
}

const bestStages = (timelines: readonly Timeline[]): number =>
  Math.min(...timelines.map(({ encodeSeconds }) => encodeSeconds)) +
  STEPS * quickestStep(timelines) +
  Math.min(...timelines.map(({ decodeSeconds }) => decodeSeconds))

const fastest = (timelines: readonly Timeline[]): Timeline =>
  timelines.reduce((one, other) => (other.seconds < one.seconds ? other : one))

const quickestStep = (timelines: readonly Timeline[]): number =>
  Math.min(...timelines.flatMap(({ stepSeconds }) => stepSeconds))

export interface MemoryResult {
  readonly peakGibibytes: number
  readonly seconds: number
}

export interface MemoryCase {
  readonly size: Size
  readonly seconds: number
  readonly precision: 'fp32' | 'int8'
  readonly freeBetweenStages: boolean
}

/** The first generation of a process, or with warm sessions the second, packed. */
export async function memory({ size, seconds, precision, freeBetweenStages }: MemoryCase): Promise<MemoryResult> {
  const model = await openModel(size, { precision, freeBetweenStages })
  let timeline = await timedGeneration(model, { seconds, take: 1 })
  if (!freeBetweenStages) {
    await model.settle()
    timeline = await timedGeneration(model, { seconds, take: 2 })
  }
  return { peakGibibytes: peakResidentGibibytes(), seconds: timeline.seconds }
}

export interface CurvePoint {
  readonly seconds: number
  readonly took: number
}

/** Warm seconds for clips of several lengths. */
export async function curve({
  size,
  precision,
  lengths,
}: {
  size: Size
  precision: 'fp32' | 'int8'
  lengths: readonly number[]
}): Promise<readonly CurvePoint[]> {
  const model = await openModel(size, { precision, freeBetweenStages: false })
  await timedGeneration(model, { seconds: 5, take: 0, steps: 1 })
  await model.settle()
  const points: CurvePoint[] = []
  for (const seconds of lengths) {
    const rounds = seconds <= 30 ? 2 : 1
    const took: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      took.push((await timedGeneration(model, { seconds, take: 10 * seconds + round })).seconds)
    }
    points.push({ seconds, took: Math.min(...took) })
  }
  return points
}

export interface WarmStartResult {
  /** A request with another prompt, after the first. */
  readonly warmToFirstStepSeconds: number
}

/** Words to audio on a model that has made some already: how long until the first step runs. */
export async function warmStart({ size }: { size: Size }): Promise<WarmStartResult> {
  const model = await openModel(size, { freeBetweenStages: false })
  const beforeFirstStep: number[] = []
  for (let take = 0; take <= 5; take += 1) {
    const timeline = await timedGeneration(model, { seconds: 5, take, fromClip: false, steps: 3 })
    if (take > 0) beforeFirstStep.push(timeline.beforeFirstStepSeconds)
  }
  return { warmToFirstStepSeconds: median(beforeFirstStep) }
}
