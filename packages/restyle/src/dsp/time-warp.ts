import { SAMPLE_RATE_HZ } from './stereo.ts'

/**
 * A rising, piecewise-linear map between source time and output time, in samples: sourceSamples[i] is heard at
 * outputSamples[i]. Beyond the knots the nearest segment goes on. At least two knots.
 */
export interface TimeWarp {
  readonly sourceSamples: Float64Array
  readonly outputSamples: Float64Array
}

export function sourceAt({ sourceSamples, outputSamples }: TimeWarp, outputSample: number): number {
  return mapped(outputSamples, sourceSamples, outputSample)
}

export function outputAt({ sourceSamples, outputSamples }: TimeWarp, sourceSample: number): number {
  return mapped(sourceSamples, outputSamples, sourceSample)
}

/** Every source second takes `stretch` seconds. */
export function evenWarp(stretch: number): TimeWarp {
  return { sourceSamples: Float64Array.of(0, 1), outputSamples: Float64Array.of(0, stretch) }
}

/** Beats nearer than this are one beat heard twice. */
const SHORTEST_BEAT_SAMPLES = 4000

/**
 * Beats keep their (stretched) places, and the middle of each moves late.
 * @param swing share of the beat by which the middle moves: 0 straight, 0.167 a triplet
 */
export function swingWarp(beatsSeconds: readonly number[], stretch: number, swing: number): TimeWarp {
  const source = [0]
  const output = [0]
  for (let i = 0; i + 1 < beatsSeconds.length; i++) {
    const beat = beatsSeconds[i] * SAMPLE_RATE_HZ
    const length = beatsSeconds[i + 1] * SAMPLE_RATE_HZ - beat
    if (length < SHORTEST_BEAT_SAMPLES) continue
    if (beat > source[source.length - 1] + 1) {
      source.push(beat)
      output.push(beat * stretch)
    }
    source.push(beat + 0.5 * length)
    output.push((beat + (0.5 + swing) * length) * stretch)
  }
  const end = Math.max((beatsSeconds.at(-1) ?? 0) * SAMPLE_RATE_HZ, source[source.length - 1] + 1)
  source.push(end, end + SAMPLE_RATE_HZ)
  output.push(end * stretch, (end + SAMPLE_RATE_HZ) * stretch)
  return { sourceSamples: Float64Array.from(source), outputSamples: Float64Array.from(output) }
}

function mapped(from: Float64Array, to: Float64Array, value: number): number {
  let low = 0
  let high = from.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (from[middle] <= value) low = middle
    else high = middle
  }
  return to[low] + ((value - from[low]) * (to[high] - to[low])) / (from[high] - from[low])
}
