import type { StereoAudio } from '@retimbre/media'

const SAMPLE_RATE_HZ = 44_100

/** A clip with tones and noise in every octave. Another `take` is another clip to the caches, and as much work. */
export function sourceClip(seconds: number, take: number): StereoAudio {
  const samples = Math.round(seconds * SAMPLE_RATE_HZ)
  const left = new Float32Array(samples)
  const right = new Float32Array(samples)
  let state = 1 + take
  for (let index = 0; index < samples; index += 1) {
    const time = index / SAMPLE_RATE_HZ
    state = (Math.imul(1_664_525, state) + 1_013_904_223) | 0
    const noise = 0.05 * (state / 2 ** 31)
    const pulse = Math.exp(-8 * (time % 0.5))
    left[index] = noise + 0.3 * pulse * Math.sin(2 * Math.PI * 110 * time) + 0.1 * Math.sin(2 * Math.PI * 440 * time)
    right[index] = noise + 0.3 * pulse * Math.sin(2 * Math.PI * 110 * time) + 0.1 * Math.sin(2 * Math.PI * 660 * time)
  }
  return { left, right }
}
