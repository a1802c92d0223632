/**
 * Levels of a clip over time and pitch, for drawing.
 *
 * Held to 1 dB at the frequency of a sine, by the tests.
 */
import { SAMPLE_RATE_HZ, type StereoAudio } from '@retimbre/media'
import { realFft } from '../dsp/fft.ts'
import { hannWindow } from '../dsp/windows.ts'

// 93 ms: two low notes a semitone apart are told apart from about 200 Hz upwards, and a hit is still a narrow line.
const FRAME_SAMPLES = 4096

/** From the lowest string of a bass guitar, with room below it, to the end of hearing. */
const LOWEST_HZ = 30
const HIGHEST_HZ = 20_000

// 90 dB: what lies lower is not heard beside the rest, and noise of 16 bits is not shown as if it were sound.
const FLOOR_DB = -90

/** A full-scale sine in the middle of a bin has this magnitude under a Hann window. */
const FULL_SCALE = FRAME_SAMPLES / 4

export interface SpectrogramSize {
  /** Columns, evenly over the whole clip. */
  readonly width: number
  /** Rows, evenly over the octaves from 30 Hz to 20 kHz. */
  readonly height: number
}

/**
 * @returns [height × width], row by row, the highest pitch first: 0 is -90 dB and below, 255 a full-scale sine
 * Cost: two FFTs a column, about 0.1 ms each.
 */
export function spectrogramLevels({ left, right }: StereoAudio, { width, height }: SpectrogramSize): Uint8Array {
  const levels = new Uint8Array(width * height)
  const edges = Float64Array.from({ length: height + 1 }, (_, row) => binOf((height - row) / height))
  const analyser = frameAnalyser()
  for (let column = 0; column < width; column++) {
    const start = Math.round(((column + 0.5) * left.length) / width) - FRAME_SAMPLES / 2
    const power = analyser(left, right, start)
    for (let row = 0; row < height; row++) {
      levels[row * width + column] = levelOf(strongest(power, edges[row + 1], edges[row]))
    }
  }
  return levels
}

/** Where a share of the height lies among the bins. */
function binOf(share: number): number {
  return ((LOWEST_HZ * (HIGHEST_HZ / LOWEST_HZ) ** share) / SAMPLE_RATE_HZ) * FRAME_SAMPLES
}

/** Mean power of both channels in each bin of the frame that begins at `start`; silence surrounds the clip. */
function frameAnalyser(): (left: Float32Array, right: Float32Array, start: number) => Float64Array {
  const fft = realFft(FRAME_SAMPLES)
  const window = hannWindow(FRAME_SAMPLES)
  const frame = new Float64Array(FRAME_SAMPLES)
  const re = new Float64Array(fft.bins)
  const im = new Float64Array(fft.bins)
  const power = new Float64Array(fft.bins)
  const add = (samples: Float32Array, start: number): void => {
    for (let index = 0; index < FRAME_SAMPLES; index++) frame[index] = (samples[start + index] ?? 0) * window[index]
    fft.forward(frame, re, im)
    for (let bin = 0; bin < power.length; bin++) power[bin] += (re[bin] * re[bin] + im[bin] * im[bin]) / 2
  }
  return (left, right, start) => {
    power.fill(0)
    add(left, start)
    add(right, start)
    return power
  }
}

/** The most that lies between two places among the bins; between bins, where rows are closer than these, what lies there. */
function strongest(power: Float64Array, from: number, to: number): number {
  const middle = (from + to) / 2
  const below = Math.floor(middle)
  let most = power[below] + (middle - below) * (power[below + 1] - power[below])
  for (let bin = Math.ceil(from); bin < to; bin++) most = Math.max(most, power[bin])
  return most
}

function levelOf(power: number): number {
  const db = 10 * Math.log10(power / (FULL_SCALE * FULL_SCALE))
  return Math.round(255 * Math.min(1, Math.max(0, 1 - db / FLOOR_DB)))
}
