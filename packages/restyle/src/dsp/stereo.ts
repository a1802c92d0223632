import { SAMPLE_RATE_HZ, type StereoAudio } from '@retimbre/media'

export { SAMPLE_RATE_HZ, type StereoAudio }

/** Silence of `length` samples. */
export function silence(length: number): StereoAudio {
  return { left: new Float32Array(length), right: new Float32Array(length) }
}

/** Multiplies in place. */
export function scale(audio: StereoAudio, gain: number): void {
  const { left, right } = audio
  for (let i = 0; i < left.length; i++) {
    left[i] *= gain
    right[i] *= gain
  }
}

/** target += gain · source, over the shorter of the two. */
export function add(target: StereoAudio, source: StereoAudio, gain = 1): void {
  const { left, right } = target
  const { left: sourceLeft, right: sourceRight } = source
  const length = Math.min(left.length, sourceLeft.length)
  for (let i = 0; i < length; i++) {
    left[i] += gain * sourceLeft[i]
    right[i] += gain * sourceRight[i]
  }
}

/** Root mean square over both channels. */
export function rms(audio: StereoAudio): number {
  const { left, right } = audio
  let sum = 0
  for (let i = 0; i < left.length; i++) sum += left[i] * left[i] + right[i] * right[i]
  return Math.sqrt(sum / Math.max(1, 2 * left.length))
}
