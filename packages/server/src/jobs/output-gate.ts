import { SAMPLE_RATE_HZ, type StereoAudio } from '@retimbre/media'
import type { RenderRequest } from '../engines/port.ts'
import { JobError } from '../errors.ts'
import { isEvenNoise } from './even-noise.ts'
import { asksForNoise } from './noise-words.ts'
import { resultSeconds, sourceOf } from './render-task.ts'

/** What passed the gate, and what was done to let it pass. */
export interface GatedAudio {
  readonly audio: StereoAudio
  readonly warnings: readonly string[]
}

// -80 dBFS: below it nobody hears anything at a normal volume; a quiet passage of music lies 20 to 40 dB above.
const SILENCE_PEAK = 1e-4

// 20 ms: an engine may round to its own frames; a longer difference would be heard against the source.
const LENGTH_TOLERANCE_SAMPLES = Math.round(0.02 * SAMPLE_RATE_HZ)

/**
 * Checks what an engine returned before anybody pays for it: every sample a number, the length that was asked for, sound
 * where there was sound, and no static. What is too loud is turned down, with a warning, since nothing is lost by that.
 * @throws JobError `output_rejected`
 */
export function gateOutput(audio: StereoAudio, { task, prompt }: Pick<RenderRequest, 'task' | 'prompt'>): GatedAudio {
  const { left, right } = audio
  const source = sourceOf(task)
  const expected = Math.round(resultSeconds(task) * SAMPLE_RATE_HZ)
  if (left.length !== right.length || Math.abs(left.length - expected) > LENGTH_TOLERANCE_SAMPLES) {
    throw rejected('the length is not the one that was asked for')
  }
  const peak = Math.max(peakOf(left), peakOf(right))
  if (!Number.isFinite(peak)) throw rejected('it holds values that are not numbers')
  if (peak < SILENCE_PEAK && !(source && isSilent(source))) throw rejected('it is silent')
  if (isEvenNoise(audio) && !asksForNoise(prompt) && !(source && isEvenNoise(source))) {
    throw rejected('it is white noise')
  }
  if (peak <= 1) return { audio, warnings: [] }
  const lowered = { left: scaled(left, 1 / peak), right: scaled(right, 1 / peak) }
  const decibels = (20 * Math.log10(peak)).toFixed(1)
  return { audio: lowered, warnings: [`The result was ${decibels} dB too loud and was turned down by as much.`] }
}

function rejected(reason: string): JobError {
  return new JobError('output_rejected', { reason })
}

function isSilent({ left, right }: StereoAudio): boolean {
  return Math.max(peakOf(left), peakOf(right)) < SILENCE_PEAK
}

/** The largest magnitude; `NaN` or `Infinity` when one sample is. */
function peakOf(samples: Float32Array): number {
  let peak = 0
  for (const sample of samples) {
    const magnitude = Math.abs(sample)
    // Written so that NaN, which is neither less nor more, is let in and then stays.
    if (!(magnitude <= peak)) peak = magnitude
    if (Number.isNaN(peak)) return peak
  }
  return peak
}

function scaled(samples: Float32Array, factor: number): Float32Array {
  return samples.map((sample) => sample * factor)
}
