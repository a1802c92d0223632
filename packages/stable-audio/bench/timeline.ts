/** One generation with the time that each stage of it took, as a caller sees it. */

import type { GenerateRequest } from '../src/request.ts'
import type { StableAudio } from '../src/stable-audio.ts'
import { sourceClip } from './source-clip.ts'

export interface Timeline {
  readonly seconds: number
  /** From the call to the first step's start: text, encoding, conditioning, opening sessions. */
  readonly beforeFirstStepSeconds: number
  /** Each step but the first, which opens the session. */
  readonly stepSeconds: readonly number[]
  readonly encodeSeconds: number
  readonly decodeSeconds: number
  readonly frames: number
}

interface Job {
  readonly seconds: number
  /** Another clip and another prompt to every cache. */
  readonly take: number
  readonly fromClip?: boolean
  readonly steps?: number
}

/** Audio-to-audio, 8 steps, as much out as in; from words alone when `fromClip` is false. */
export async function timedGeneration(model: StableAudio, job: Job): Promise<Timeline> {
  const { seconds, take, fromClip = true, steps = 8 } = job
  const request: GenerateRequest = {
    items: [{ prompt: `warm analog synth, slow house beat, tape hiss, take ${take}`, seed: take }],
    durationSeconds: seconds,
    steps,
    ...(fromClip ? { initAudio: { audio: sourceClip(seconds, take), noiseLevel: 1 } } : {}),
  }
  const marks: { stage: string; at: number }[] = [{ stage: 'start', at: performance.now() }]
  let frames = 0
  for await (const event of model.generate(request)) {
    marks.push({ stage: event.type === 'progress' ? event.stage : event.type, at: performance.now() })
    if (event.type === 'generated') frames = event.frames
  }
  const first = (stage: string): number => marks.find((mark) => mark.stage === stage)?.at ?? 0
  const last = (stage: string): number => marks.findLast((mark) => mark.stage === stage)?.at ?? 0
  const stepMarks = marks.filter(({ stage }) => stage === 'step').map(({ at }) => at)
  const stepSeconds = stepMarks.slice(1).map((at, index) => (at - (stepMarks[index] ?? 0)) / 1000)
  const end = last('generated')
  return {
    seconds: (end - first('start')) / 1000,
    beforeFirstStepSeconds: ((stepMarks[0] ?? 0) - first('start')) / 1000 - Math.min(...stepSeconds),
    stepSeconds,
    encodeSeconds: fromClip ? (last('encode') - first('text')) / 1000 : 0,
    decodeSeconds: (end - (stepMarks.at(-1) ?? 0)) / 1000,
    frames,
  }
}

export const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
