import { SAMPLE_RATE_HZ, type StereoAudio } from './stereo.ts'

export interface PumpSettings {
  readonly amount: number
  /** Times of the kicks, ascending. */
  readonly kickSeconds: readonly number[]
}

// 4 ms: a duck that begins faster clicks.
const ATTACK_SAMPLES = Math.round(0.004 * SAMPLE_RATE_HZ)
// The level is back at three quarters of the way to the next kick, so that every kick starts from the full level.
const RECOVERY_SHARE = 0.75
const MAX_RECOVERY_SECONDS = 0.75
const DEFAULT_INTERVAL_SECONDS = 0.5

/** Ducks by up to 16 dB under every kick and swells back, as a side-chain compressor does. In place. */
export function pump(audio: StereoAudio, { amount, kickSeconds }: PumpSettings): void {
  if (amount <= 0) return
  const { left, right } = audio
  kickSeconds.forEach((seconds, index) => {
    const interval = (kickSeconds[index + 1] ?? seconds + DEFAULT_INTERVAL_SECONDS) - seconds
    const recovery = Math.max(1, Math.min(MAX_RECOVERY_SECONDS, RECOVERY_SHARE * interval) * SAMPLE_RATE_HZ)
    const start = Math.round(seconds * SAMPLE_RATE_HZ)
    const end = Math.min(left.length, start + Math.ceil(recovery))
    for (let i = Math.max(0, start); i < end; i++) {
      const since = i - start
      const remaining = Math.max(0, 1 - since / recovery)
      const gain = 1 - 0.85 * amount * remaining * remaining * Math.min(1, since / ATTACK_SAMPLES)
      left[i] *= gain
      right[i] *= gain
    }
  })
}
