/**
 * Modal banks: the partials of a struck body (metal, glass, wood) or of sympathetic strings, tuned to the key, rung by
 * the sound. Each mode is a two-pole resonator driven by the slope of the mono input, so that hits ring it and steady
 * sound only hums along.
 */
import { Random } from '../random.ts'
import { flush } from './denormals.ts'
import { SAMPLE_RATE_HZ, type StereoAudio } from './stereo.ts'
import { midiToHz } from './units.ts'

export type ResonatorKind = 'metal' | 'glass' | 'wood' | 'strings'

export interface ResonatorSettings {
  readonly kind: ResonatorKind
  /** 0 (C) … 11 (B). */
  readonly rootPitchClass: number
  readonly minor: boolean
  readonly seed: number
}

interface Body {
  /** Frequencies of the partials over the lowest. */
  readonly ratios: readonly number[]
  /** Time constant of the lowest partial; higher ones are shorter. */
  readonly seconds: number
  /** The lowest partial is the root of the key in the octave nearest to this. */
  readonly nearHz: number
}

const BODIES: Readonly<Record<Exclude<ResonatorKind, 'strings'>, Body>> = {
  metal: { ratios: [1, 1.51, 2.13, 2.78, 3.46, 4.21, 5.37, 6.83, 8.11], seconds: 1.6, nearHz: 310 },
  glass: { ratios: [1, 2.32, 4.25, 6.63, 9.38], seconds: 1.1, nearHz: 620 },
  wood: { ratios: [1, 2.57, 4.95, 8.2], seconds: 0.09, nearHz: 190 },
}
const STRINGS_SECONDS = 2.2
const MAX_MODE_HZ = 13_000
// Modes are computed block by block, so that input and output can be the same buffer.
const BLOCK = 1024

/** Turns an excitation into the ringing of the bank alone, in place. About 0.4 ms a mode per second of audio. */
export function resonate(audio: StereoAudio, settings: ResonatorSettings): void {
  const { left, right } = audio
  const modes = modesOf(settings)
  const drive = new Float64Array(BLOCK)
  let before = 0
  for (let start = 0; start < left.length; start += BLOCK) {
    const end = Math.min(left.length, start + BLOCK)
    for (let i = start; i < end; i++) {
      const mid = 0.5 * (left[i] + right[i])
      drive[i - start] = mid - before
      before = mid
    }
    left.fill(0, start, end)
    right.fill(0, start, end)
    for (const mode of modes) ring(mode, drive, left, right, start, end)
  }
}

interface Mode {
  readonly feedback1: number
  readonly feedback2: number
  readonly gainLeft: number
  readonly gainRight: number
  y1: number
  y2: number
}

function ring(
  mode: Mode,
  drive: Float64Array,
  left: Float32Array,
  right: Float32Array,
  start: number,
  end: number,
): void {
  const { feedback1, feedback2, gainLeft, gainRight } = mode
  let { y1, y2 } = mode
  for (let i = start; i < end; i++) {
    const y = drive[i - start] + feedback2 * y2 + feedback1 * y1
    y2 = y1
    y1 = y
    left[i] += gainLeft * y
    right[i] += gainRight * y
  }
  mode.y1 = flush(y1)
  mode.y2 = flush(y2)
}

function modesOf(settings: ResonatorSettings): Mode[] {
  const random = new Random(settings.seed, `resonator ${settings.kind}`)
  return frequenciesOf(settings, random)
    .map((hz, index) => ({ hz, index }))
    .filter(({ hz }) => hz <= MAX_MODE_HZ)
    .map(({ hz, index }) => {
      const fundamentalSeconds = settings.kind === 'strings' ? STRINGS_SECONDS : BODIES[settings.kind].seconds
      const seconds = fundamentalSeconds / (1 + 0.12 * index)
      const decay = Math.exp(-1 / (seconds * SAMPLE_RATE_HZ))
      const gain = 2.2 * (1 - decay) * Math.sqrt(seconds / 0.3)
      const position = 0.5 + 0.45 * random.signed()
      const feedback1 = 2 * decay * Math.cos((2 * Math.PI * hz) / SAMPLE_RATE_HZ)
      return {
        feedback1,
        feedback2: -decay * decay,
        gainLeft: gain * position,
        gainRight: gain * (1 - position),
        y1: 0,
        y2: 0,
      }
    })
}

function frequenciesOf({ kind, rootPitchClass, minor }: ResonatorSettings, random: Random): number[] {
  const rootHz = midiToHz(48 + rootPitchClass)
  if (kind === 'strings')
    return [0, 7, 12, minor ? 15 : 16, 19, 24, 31].map((semitones) => rootHz * 2 ** (semitones / 12))
  const { ratios, nearHz } = BODIES[kind]
  const lowestHz = rootHz * 2 ** Math.round(Math.log2(nearHz / rootHz))
  // Bodies are never perfect: every partial but the root is up to 1 % off.
  return ratios.map((ratio) => lowestHz * ratio * (ratio === 1 ? 1 : 1 + 0.01 * random.signed()))
}
