/** A clip that is edited, before it is let in: one NaN would spread over everything that is made of it. */

import type { StereoAudio } from '@retimbre/media'
import { optionFault } from './option-faults.ts'

/**
 * Takes a few milliseconds a minute of audio.
 * @param name  of the option, as an error begins
 * @throws StableAudioError `option_out_of_range`
 */
export function checkSourceAudio(name: string, { left, right }: StereoAudio): void {
  if (left.length !== right.length) {
    throw optionFault('uneven', { name, left: left.length, right: right.length })
  }
  if (left.length === 0) throw optionFault('no_samples', { name })
  for (const [side, samples] of [
    ['left', left],
    ['right', right],
  ] as const) {
    const at = samples.findIndex((sample) => !Number.isFinite(sample))
    if (at >= 0) throw optionFault('not_finite', { name, at, side, value: String(samples[at]) })
  }
}
