import { encode, SAMPLE_RATE_HZ, type StereoAudio } from '@retimbre/media'

const BEAT_SECONDS = 0.5
/** A minor, F, C, G: root, third and fifth in Hz. */
const CHORDS = [
  [220, 261.63, 329.63],
  [174.61, 220, 261.63],
  [130.81, 164.81, 196],
  [196, 246.94, 293.66],
] as const

/** A small tune at 120 BPM: one chord a bar, a decaying thump on each beat. */
export function tune(seconds: number): StereoAudio {
  const length = Math.round(seconds * SAMPLE_RATE_HZ)
  const left = new Float32Array(length)
  const right = new Float32Array(length)
  for (let i = 0; i < length; i++) {
    const time = i / SAMPLE_RATE_HZ
    const sinceBeat = time % BEAT_SECONDS
    const chord = CHORDS[Math.floor(time / (4 * BEAT_SECONDS)) % CHORDS.length] ?? CHORDS[0]
    const tones = chord.map((hz) => Math.sin(2 * Math.PI * hz * time) + 0.3 * Math.sin(4 * Math.PI * hz * time))
    const thump = Math.exp(-sinceBeat / 0.06) * Math.sin(2 * Math.PI * 70 * sinceBeat)
    left[i] = 0.1 * (tones[0] + tones[1]) + 0.4 * thump
    right[i] = 0.1 * (tones[1] + tones[2]) + 0.4 * thump
  }
  return { left, right }
}

/** The tune as an mp3, as a user's file would be. */
export const tuneAsMp3 = (seconds: number): Promise<Uint8Array> => encode(tune(seconds), { format: 'mp3' })
