/**
 * What becomes of samples beyond full scale, of which most renderings have some.
 * Source: specification 1.6 and 2.9.
 */

import type { StereoAudio } from '@retimbre/media'
import { requireFinite } from '../finite.ts'
import type { PeakMode } from '../request.ts'
import { limit } from './limiter.ts'

/**
 * Holds the samples within full scale, in place.
 * @throws StableAudioError `non_finite_latents` when a sample is NaN or infinite
 */
export function holdPeaks(audio: StereoAudio, mode: PeakMode): void {
  requireFinite(audio.left, 'the left channel')
  requireFinite(audio.right, 'the right channel')
  if (mode === 'limiter') limit(audio)
  else for (const channel of [audio.left, audio.right]) clamp(channel)
}

function clamp(channel: Float32Array): void {
  for (let index = 0; index < channel.length; index += 1) channel[index] = Math.min(1, Math.max(-1, channel[index]))
}
