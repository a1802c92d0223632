/**
 * How long the latents of a clip are.
 * Source: specification 1.3. Parity: the table there, exactly.
 */

import { SAMPLE_RATE_HZ } from '@retimbre/media'
import { optionFault } from '../option-faults.ts'

export interface LengthOptions {
  readonly durationSeconds: number
  /** Silence that is made after the wanted end; 6 as published. */
  readonly paddingSeconds: number
  /** Samples that the model can make at most; of its configuration, never the published code's default. */
  readonly sampleSize: number
  /** 4096: samples of one latent frame. */
  readonly samplesPerLatent: number
  /** 8192: the codec works on a multiple of so many samples. */
  readonly align: number
}

export interface Lengths {
  /** T: latent frames that are made. */
  readonly frames: number
  /** Frames that hold the wanted clip; some schedules depend on it. */
  readonly effectiveFrames: number
  /**
   * Frames that the model attends to and that are heard, when padding is masked. It holds the clip and the padding, so
   * for one clip it is `frames` less 0, 1 or 2, and never cuts a wanted sample.
   */
  readonly validFrames: number
  /** Samples of the wanted clip, per channel. */
  readonly samples: number
}

/** @throws StableAudioError `option_out_of_range` when the duration is not in the model's reach */
export function planLengths(options: LengthOptions): Lengths {
  const { durationSeconds, paddingSeconds, samplesPerLatent, align } = options
  const samples = samplesOf(durationSeconds)
  const most = longestSamples(options)
  if (!(samples >= 1 && samples <= most)) {
    const seconds = (most / SAMPLE_RATE_HZ).toFixed(1)
    throw optionFault('duration', { value: durationSeconds, rate: SAMPLE_RATE_HZ, seconds })
  }
  if (!(paddingSeconds >= 0 && Number.isFinite(paddingSeconds))) {
    throw optionFault('at_least', { name: 'paddingSeconds', value: paddingSeconds, from: 0 })
  }
  const wholeFrames = roundUp(samplesOf(durationSeconds + paddingSeconds), samplesPerLatent)
  const frames = Math.min(roundUp(wholeFrames, align), most) / samplesPerLatent
  const effectiveFrames = Math.ceil(samples / samplesPerLatent)
  const paddingFrames = Math.trunc((paddingSeconds * SAMPLE_RATE_HZ) / samplesPerLatent)
  return { frames, effectiveFrames, validFrames: Math.min(effectiveFrames + paddingFrames, frames), samples }
}

/** Samples of the longest clip: a rest of a latent at the end of `sampleSize` is never made. */
export function longestSamples({
  sampleSize,
  samplesPerLatent,
}: Pick<LengthOptions, 'sampleSize' | 'samplesPerLatent'>): number {
  return Math.floor(sampleSize / samplesPerLatent) * samplesPerLatent
}

/** Whole samples in so many seconds, cut off as the published code does. */
export function samplesOf(seconds: number): number {
  return Math.trunc(seconds * SAMPLE_RATE_HZ)
}

/** The seconds that {@link samplesOf} makes exactly so many samples of; a plain quotient can lose one. */
export function secondsOf(samples: number): number {
  const seconds = samples / SAMPLE_RATE_HZ
  return samplesOf(seconds) === samples ? seconds : seconds + 1e-9
}

function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple
}
