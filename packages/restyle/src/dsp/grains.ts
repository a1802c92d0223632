/**
 * Granulation: short windowed pieces of the sound, taken from up to 0.9 s around, panned, some an octave up or down,
 * scattered over it. The sound is read from a window that slides ahead of the output, so that no copy of it is needed.
 */
import { Random } from '../random.ts'
import { SAMPLE_RATE_HZ, type StereoAudio } from './stereo.ts'
import { clamp } from './units.ts'

export interface GrainSettings {
  readonly amount: number
  readonly seed: number
}

const CHUNK = 32_768
const MAX_GRAIN = Math.ceil(0.22 * SAMPLE_RATE_HZ)
const REACH = Math.ceil(0.9 * SAMPLE_RATE_HZ)
// The window covers what a grain that starts in the chunk may read: 0.9 s back; 0.9 s and a grain at double speed ahead.
const AHEAD = REACH + 2 * MAX_GRAIN + 2
const WINDOW = REACH + CHUNK + AHEAD

/** In place. At 1, 54 grains a second cover the sound and 40 % of it remains beneath. */
export function granulate(audio: StereoAudio, { amount, seed }: GrainSettings): void {
  if (amount <= 0) return
  const random = new Random(seed, 'grains')
  const length = audio.left.length
  const grainsPerSample = (14 + 40 * amount) / SAMPLE_RATE_HZ
  const channels = [audio.left, audio.right].map((samples) => new GrainChannel(samples, 0.85 * amount))
  let owed = 0
  for (let start = 0; start < length; start += CHUNK) {
    const count = Math.min(CHUNK, length - start)
    owed += count * grainsPerSample
    for (const channel of channels) channel.advance(start)
    for (; owed >= 1; owed--) {
      const target = Math.floor(random.unit() * count)
      const grain = Math.round(SAMPLE_RATE_HZ * random.range(0.06, 0.22))
      const around = start + target + Math.round(random.signed() * REACH * amount)
      const position = random.unit()
      const octave = random.unit()
      const speed = octave < 0.18 ? 2 : octave < 0.26 ? 0.5 : 1
      const read = Math.ceil(grain * speed) + 1
      if (read > length) continue
      // A grain that looked over an end of the clip would break off there: it is moved inside.
      const from = clamp(around, 0, length - read) - start + REACH
      channels[0].add(target, grain, from, speed, 0.8 * (1 - position))
      channels[1].add(target, grain, from, speed, 0.8 * position)
    }
    for (const channel of channels) channel.write(start, count)
  }
}

/** One channel: the sliding window of the original, and the grains that have begun but are not yet written. */
class GrainChannel {
  private readonly window = new Float32Array(WINDOW)
  private readonly grains = new Float32Array(CHUNK + MAX_GRAIN)
  private readonly samples: Float32Array
  private readonly amount: number

  constructor(samples: Float32Array, amount: number) {
    this.samples = samples
    this.amount = amount
    this.window.set(samples.subarray(0, AHEAD), WINDOW - AHEAD)
  }

  /** Slides the window so that position REACH of it is sample `start` of the clip. */
  advance(start: number): void {
    const { window, samples } = this
    window.copyWithin(0, CHUNK)
    const from = start + AHEAD
    window.fill(0, WINDOW - CHUNK)
    window.set(samples.subarray(from, from + CHUNK), WINDOW - CHUNK)
  }

  add(target: number, grain: number, from: number, speed: number, gain: number): void {
    const { window, grains } = this
    const shapeStep = SHAPE_STEPS / grain
    if (speed >= 1) {
      for (let i = 0; i < grain; i++) grains[target + i] += gain * SHAPE[(i * shapeStep) | 0] * window[from + i * speed]
      return
    }
    // Half speed reads between the samples, too; that costs twice the time, so whole speeds do without.
    for (let i = 0; i < grain; i++) {
      const position = from + i * speed
      const before = position | 0
      const sample = window[before] + (position - before) * (window[before + 1] - window[before])
      grains[target + i] += gain * SHAPE[(i * shapeStep) | 0] * sample
    }
  }

  write(start: number, count: number): void {
    const { samples, grains, amount } = this
    const dry = 1 - 0.7 * amount
    for (let i = 0; i < count; i++) samples[start + i] = dry * samples[start + i] + amount * grains[i]
    grains.copyWithin(0, CHUNK)
    grains.fill(0, MAX_GRAIN)
  }
}

const SHAPE_STEPS = 1024
const SHAPE = Float32Array.from({ length: SHAPE_STEPS + 1 }, (_, i) => Math.sin((Math.PI * i) / SHAPE_STEPS) ** 2)
