import { encode, SAMPLE_RATE_HZ, type StereoAudio } from '@retimbre/media'

const BEAT_SECONDS = 0.5
/** A minor, F, C, G: root, third and fifth in Hz. */
const CHORDS = [
  [220, 261.63, 329.63],
  [174.61, 220, 261.63],
  [130.81, 164.81, 196],
  [196, 246.94, 293.66],
] as const

/** A small tune at 120 BPM: one chord a bar, a decaying thump on each beat, a hiss of a hat between. */
export function tune(seconds: number): StereoAudio {
  const length = Math.round(seconds * SAMPLE_RATE_HZ)
  const left = new Float32Array(length)
  const right = new Float32Array(length)
  let noise = 1
  for (let i = 0; i < length; i++) {
    noise = (Math.imul(noise, 1664525) + 1013904223) | 0
    const time = i / SAMPLE_RATE_HZ
    const sinceBeat = time % BEAT_SECONDS
    const chord = CHORDS[Math.floor(time / (4 * BEAT_SECONDS)) % CHORDS.length] ?? CHORDS[0]
    const tones = chord.map((hz) => Math.sin(2 * Math.PI * hz * time) + 0.3 * Math.sin(4 * Math.PI * hz * time))
    const thump = Math.exp(-sinceBeat / 0.06) * Math.sin(2 * Math.PI * 70 * sinceBeat)
    const sinceHat = (time + BEAT_SECONDS / 2) % BEAT_SECONDS
    const hat = Math.exp(-sinceHat / 0.04) * (noise / 2 ** 31)
    left[i] = 0.1 * (tones[0] + tones[1]) + 0.4 * thump + 0.2 * hat
    right[i] = 0.1 * (tones[1] + tones[2]) + 0.4 * thump + 0.15 * hat
  }
  return { left, right }
}

/** The tune as an mp3, as a user's file would be. */
export const tuneAsMp3 = (seconds: number): Promise<Uint8Array> => encode(tune(seconds), { format: 'mp3' })
