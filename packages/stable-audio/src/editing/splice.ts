/**
 * The original samples of a clip around the part of it that was made anew.
 *
 * The model renders the kept part as well, near to the source but through the codec. The seams lie where that rendering
 * and the source are nearest: just outside the regions. So a region holds nothing but new audio, every sample farther
 * than a fade from a region is the source's bit for bit, and the model's own way in and out of the new part is heard.
 * (Before a region the model has kept the frames under the fade; behind one, up to 93 ms of the last frame are new.)
 */

import { SAMPLE_RATE_HZ, type StereoAudio } from '@retimbre/media'
import { fitAudio } from './init-audio.ts'
import type { SampleRegion } from './inpainting.ts'

export interface SpliceOptions {
  readonly source: StereoAudio
  /** With its peaks already held: what is done to the result later is done to the source's samples too. */
  readonly generated: StereoAudio
  /** What was to be made anew. */
  readonly regions: readonly SampleRegion[]
  readonly fadeSamples?: number | undefined
}

/** 30 ms: short enough not to blur an onset, long enough not to click where the two sides differ at low frequencies. */
const FADE_SAMPLES = Math.round(0.03 * SAMPLE_RATE_HZ)

/** @returns as long as `generated`; a shorter source counts as followed by silence */
export function splice(options: SpliceOptions): StereoAudio {
  const { generated, regions, fadeSamples = FADE_SAMPLES } = options
  const samples = generated.left.length
  const source = fitAudio(options.source, samples)
  const result = { left: source.left.slice(), right: source.right.slice() }
  for (const { start, end } of newStretches(regions, samples, fadeSamples)) {
    result.left.set(generated.left.subarray(start, end), start)
    result.right.set(generated.right.subarray(start, end), start)
    if (start > 0) crossfade(source, generated, result, start - fadeSamples, start)
    if (end < samples) crossfade(generated, source, result, end, end + fadeSamples)
  }
  return result
}

/**
 * The regions in order, joined where they overlap and where less is kept between them, or at an end of the clip, than
 * the fades need. A kept stretch so short lies within a fade of a region everywhere; it would only be heard as a click.
 */
function newStretches(regions: readonly SampleRegion[], samples: number, fadeSamples: number): SampleRegion[] {
  const stretches: SampleRegion[] = []
  for (const region of [...regions].sort((a, b) => a.start - b.start)) {
    const previous = stretches.at(-1)
    if (previous === undefined) {
      stretches.push(region.start < fadeSamples ? { start: 0, end: region.end } : region)
    } else if (region.start - previous.end < 2 * fadeSamples) {
      stretches[stretches.length - 1] = { start: previous.start, end: Math.max(previous.end, region.end) }
    } else {
      stretches.push(region)
    }
  }
  return stretches.map(({ start, end }) => ({ start, end: samples - end < fadeSamples ? samples : end }))
}

/**
 * From one clip to the other over [from, to), at equal power whatever the two have in common: sine and cosine where
 * they are unrelated, and less of both the more they agree, for two equal clips would gain 3 dB. Held within full scale.
 */
function crossfade(before: StereoAudio, after: StereoAudio, result: StereoAudio, from: number, to: number): void {
  const common = correlation(before, after, from, to)
  for (let index = from; index < to; index += 1) {
    const angle = ((index - from + 0.5) / (to - from)) * (Math.PI / 2)
    const level = 1 / Math.sqrt(1 + common * Math.sin(2 * angle))
    const [falling, rising] = [level * Math.cos(angle), level * Math.sin(angle)]
    result.left[index] = withinFullScale(falling * before.left[index] + rising * after.left[index])
    result.right[index] = withinFullScale(falling * before.right[index] + rising * after.right[index])
  }
}

/** How much two clips agree over [from, to): 0 when they are unrelated or opposed, 1 when they are alike. */
function correlation(one: StereoAudio, other: StereoAudio, from: number, to: number): number {
  let product = 0
  let onePower = 0
  let otherPower = 0
  for (let index = from; index < to; index += 1) {
    product += one.left[index] * other.left[index] + one.right[index] * other.right[index]
    onePower += one.left[index] ** 2 + one.right[index] ** 2
    otherPower += other.left[index] ** 2 + other.right[index] ** 2
  }
  return onePower > 0 && otherPower > 0 ? Math.max(0, product / Math.sqrt(onePower * otherPower)) : 0
}

function withinFullScale(sample: number): number {
  return Math.min(1, Math.max(-1, sample))
}
