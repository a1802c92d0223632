/**
 * Keeps every mix usable on one loudspeaker: the side at least 4.5 dB under the mid, and 9.5 dB below 150 Hz.
 * Source: specification of the restyle engine, 4.1 (stereo).
 */
import { lowPass, lowShelf } from './biquad.ts'
import { FLUSH_BLOCK, flush } from './denormals.ts'
import { filterSide, scaleSide, sideToMid } from './mid-side.ts'
import type { StereoAudio } from './stereo.ts'
import { fromDb } from './units.ts'

const MAX_SIDE_DB = -4.5
const MAX_BASS_SIDE_DB = -9.5
const BASS_HZ = 150
// A shelf reaches its gain only well below its corner, so one round is seldom enough, and two nearly always.
const BASS_ROUNDS = 4

/**
 * In place; audio that is within the bounds already is not touched. Where the side is louder than the mid, the channels
 * are in opposite polarity and would cancel: the right one is turned over first.
 */
export function boundSide(audio: StereoAudio): void {
  if (sideToMid(audio) > 1) for (let i = 0; i < audio.right.length; i++) audio.right[i] = -audio.right[i]
  for (let round = 0; round < BASS_ROUNDS; round++) {
    const excessDb = 10 * Math.log10(bassSideToMid(audio)) - MAX_BASS_SIDE_DB
    if (!(excessDb > 0)) break
    filterSide(audio, lowShelf(2 * BASS_HZ, -Math.min(24, excessDb + 1), 1))
  }
  const ratio = sideToMid(audio)
  const allowed = fromDb(MAX_SIDE_DB) ** 2
  if (ratio > allowed) scaleSide(audio, Math.sqrt(allowed / ratio))
}

/** Power of side over mid below 150 Hz, both through the same 24 dB/octave low-pass. */
function bassSideToMid({ left, right }: StereoAudio): number {
  const { b0, b1, b2, a1, a2 } = lowPass(BASS_HZ, Math.SQRT1_2)
  const length = left.length
  const state = new Float64Array(8)
  let midPower = 0
  let sidePower = 0
  for (let start = 0; start < length; start += FLUSH_BLOCK) {
    const end = Math.min(length, start + FLUSH_BLOCK)
    let [m1, m2, m3, m4, s1, s2, s3, s4] = state
    for (let i = start; i < end; i++) {
      const mid = left[i] + right[i]
      const side = left[i] - right[i]
      const mid2 = b0 * mid + m1
      const side2 = b0 * side + s1
      m1 = b1 * mid + m2 - a1 * mid2
      s1 = b1 * side + s2 - a1 * side2
      m2 = b2 * mid - a2 * mid2
      s2 = b2 * side - a2 * side2
      const mid4 = b0 * mid2 + m3
      const side4 = b0 * side2 + s3
      m3 = b1 * mid2 + m4 - a1 * mid4
      s3 = b1 * side2 + s4 - a1 * side4
      m4 = b2 * mid2 - a2 * mid4
      s4 = b2 * side2 - a2 * side4
      midPower += mid4 * mid4
      sidePower += side4 * side4
    }
    state.set([flush(m1), flush(m2), flush(m3), flush(m4), flush(s1), flush(s2), flush(s3), flush(s4)])
  }
  return sidePower === 0 ? 0 : sidePower / midPower
}
