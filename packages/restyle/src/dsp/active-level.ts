import type { StereoAudio } from './stereo.ts'

// 50 ms frames.
const FRAME = 2205
// −26 dB below the loudest frame counts as a pause.
const PAUSE_POWER = 0.0025

/** RMS over the frames in which something plays: the level of a layer "while it plays", pauses left out. 0 for silence. */
export function activeRms(audio: StereoAudio): number {
  const { left, right } = audio
  const frames = new Float64Array(Math.ceil(left.length / FRAME))
  let loudest = 0
  for (let frame = 0; frame < frames.length; frame++) {
    const start = frame * FRAME
    const end = Math.min(left.length, start + FRAME)
    let sum = 0
    for (let i = start; i < end; i++) sum += left[i] * left[i] + right[i] * right[i]
    frames[frame] = sum / (2 * (end - start))
    if (frames[frame] > loudest) loudest = frames[frame]
  }
  const playing = frames.filter((power) => power > loudest * PAUSE_POWER)
  return playing.length === 0 ? 0 : Math.sqrt(playing.reduce((sum, power) => sum + power, 0) / playing.length)
}
