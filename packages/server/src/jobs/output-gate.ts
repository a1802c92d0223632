import { SAMPLE_RATE_HZ, type StereoAudio } from '@retimbre/media'
import { JobError } from '../errors.ts'

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
 * Checks what an engine returned before anybody pays for it: every sample a number, the length that was asked for, and
 * sound where there was sound. What is too loud is turned down, with a warning, since nothing is lost by that.
 *
 * @param source what the engine was given; absent for models that start from words alone
 * @throws JobError `output_rejected`
 */
export function gateOutput(audio: StereoAudio, durationSeconds: number, source: StereoAudio | undefined): GatedAudio {
  const { left, right } = audio
  const expected = Math.round(durationSeconds * SAMPLE_RATE_HZ)
  if (left.length !== right.length || Math.abs(left.length - expected) > LENGTH_TOLERANCE_SAMPLES) {
    throw new JobError('output_rejected', { reason: 'the length is not the one that was asked for' })
  }
  const peak = Math.max(peakOf(left), peakOf(right))
  if (!Number.isFinite(peak)) throw new JobError('output_rejected', { reason: 'it holds values that are not numbers' })
  if (peak < SILENCE_PEAK && !(source && isSilent(source))) {
    throw new JobError('output_rejected', { reason: 'it is silent' })
  }
  if (peak <= 1) return { audio, warnings: [] }
  const lowered = { left: scaled(left, 1 / peak), right: scaled(right, 1 / peak) }
  const decibels = (20 * Math.log10(peak)).toFixed(1)
  return { audio: lowered, warnings: [`The result was ${decibels} dB too loud and was turned down by as much.`] }
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
