/** Gains that move with time: tremolo, auto-pan, and a gate that chops in rhythm. */
import { SAMPLE_RATE_HZ, type StereoAudio } from './stereo.ts'

export interface MovingGain {
  /** 0 none … 1 down to silence. */
  readonly depth: number
  readonly rateHz: number
}

/** Loudness swings down and back as a raised cosine, starting at full level. In place. */
export function tremolo(audio: StereoAudio, { depth, rateHz }: MovingGain): void {
  if (depth <= 0) return
  const gainAt = (seconds: number) => 1 - 0.5 * depth * (1 - Math.cos(2 * Math.PI * rateHz * seconds))
  moveGain(audio.left, gainAt)
  moveGain(audio.right, gainAt)
}

/** The sound wanders between the sides; the nearer side never gets louder, the farther loses up to 14 dB. In place. */
export function autoPan(audio: StereoAudio, { depth, rateHz }: MovingGain): void {
  if (depth <= 0) return
  const positionAt = (seconds: number) => 0.8 * depth * Math.sin(2 * Math.PI * rateHz * seconds)
  moveGain(audio.left, (seconds) => Math.min(1, 1 - positionAt(seconds)))
  moveGain(audio.right, (seconds) => Math.min(1, 1 + positionAt(seconds)))
}

/** Open for the first half of every cycle, closed for the second, with edges soft enough not to click. In place. */
export function rhythmicGate(audio: StereoAudio, { depth, rateHz }: MovingGain): void {
  if (depth <= 0) return
  const gainAt = (seconds: number) => {
    const phase = (seconds * rateHz) % 1
    const open = phase < 0.5 ? Math.min(1, phase / 0.02) : Math.max(0, 1 - (phase - 0.5) / 0.04)
    return 1 - depth * (1 - open)
  }
  moveGain(audio.left, gainAt)
  moveGain(audio.right, gainAt)
}

// Gains are straight lines between points 32 samples (0.7 ms) apart.
const CONTROL = 32

function moveGain(samples: Float32Array, gainAt: (seconds: number) => number): void {
  const length = samples.length
  let gain = gainAt(0)
  for (let start = 0; start < length; start += CONTROL) {
    const end = Math.min(length, start + CONTROL)
    const glide = (gainAt((start + CONTROL) / SAMPLE_RATE_HZ) - gain) / CONTROL
    for (let i = start; i < end; i++) {
      samples[i] *= gain
      gain += glide
    }
  }
}
