import { SAMPLE_RATE_HZ, type StereoAudio } from '../dsp/stereo.ts'

/** 1.45 ms: fine enough to cut on, long enough to hold energy. */
const BLOCK = 64
/** Blocks compared before and after a candidate: 4.4 ms each. */
const SPAN = 3
/** The first block after the candidate counts most: of two candidates that see the same attack, the later one is right. */
const AFTER_WEIGHTS = [1, 0.9, 0.8]
/** Blocks searched either side: 14.5 ms, a little more than the hop of the onset envelope. */
const REACH = 10

/**
 * The time near `seconds` where energy rises most, to 1.5 ms.
 * Energy is that of the signal plus that of its slope, so that a high hat over a bass note still counts.
 */
export function attackTime(audio: StereoAudio, seconds: number): number {
  const centre = Math.round((seconds * SAMPLE_RATE_HZ) / BLOCK)
  const first = centre - REACH - SPAN
  const energies = new Float64Array(2 * (REACH + SPAN) + 1)
  for (let i = 0; i < energies.length; i++) energies[i] = blockEnergy(audio, (first + i) * BLOCK)
  let best = -1
  let bestBlock = centre
  for (let i = SPAN; i + SPAN <= energies.length; i++) {
    let before = 0
    let after = 0
    for (let j = 1; j <= SPAN; j++) before += energies[i - j]
    for (let j = 0; j < SPAN; j++) after += AFTER_WEIGHTS[j] * energies[i + j]
    if (after - before > best) {
      best = after - before
      bestBlock = first + i
    }
  }
  return best > 0 ? Math.max(0, bestBlock * BLOCK) / SAMPLE_RATE_HZ : seconds
}

function blockEnergy({ left, right }: StereoAudio, start: number): number {
  const from = Math.max(1, start)
  const to = Math.min(left.length, start + BLOCK)
  let energy = 0
  for (let i = from; i < to; i++) {
    const now = left[i] + right[i]
    const slope = now - left[i - 1] - right[i - 1]
    energy += now * now + 16 * slope * slope
  }
  return energy
}
