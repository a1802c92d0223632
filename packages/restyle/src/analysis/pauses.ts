import { SAMPLE_RATE_HZ, type StereoAudio } from '../dsp/stereo.ts'

const FRAME = Math.round(0.02 * SAMPLE_RATE_HZ)
/** 22 dB under the clip's own level counts as a pause. */
const PAUSE_LEVEL = 0.08

/** Share of 20 ms frames that are near silent, 0 … 1; 1 for silence. */
export function pauseRatio({ left, right }: StereoAudio): number {
  const frames = Math.floor(left.length / FRAME)
  if (frames === 0) return 0
  const powers = new Float64Array(frames)
  let total = 0
  for (let frame = 0; frame < frames; frame++) {
    let power = 0
    for (let i = frame * FRAME; i < (frame + 1) * FRAME; i++) power += (left[i] + right[i]) ** 2
    powers[frame] = power
    total += power
  }
  const threshold = (total / frames) * PAUSE_LEVEL ** 2
  let pauses = 0
  for (let frame = 0; frame < frames; frame++) if (powers[frame] <= threshold) pauses++
  return pauses / frames
}
