/**
 * The unsteady speed of tape and vinyl: slow wow (0.6 Hz), fast flutter (6.3 Hz) and a random drift.
 * The delay swings about zero, because the block looks ahead by its centre: nothing arrives late on average.
 */
import { Random } from '../random.ts'
import { SAMPLE_RATE_HZ, type StereoAudio } from './stereo.ts'
import { clamp } from './units.ts'

export interface WowFlutterSettings {
  readonly amount: number
  readonly seed: number
}

const RING = 4096
const RING_MASK = RING - 1
// 1200 samples = 27 ms of look-ahead; the swing is kept inside it.
const CENTRE = 1200
const MAX_SWING = CENTRE - 8
// The speed changes at points 32 samples apart.
const CONTROL = 32

/** In place. */
export function wowFlutter(audio: StereoAudio, { amount, seed }: WowFlutterSettings): void {
  if (amount <= 0) return
  const { left, right } = audio
  const length = left.length
  const ringLeft = new Float32Array(RING)
  const ringRight = new Float32Array(RING)
  const swingAt = swings(amount, new Random(seed, 'wow'))
  let delay = CENTRE + swingAt()
  for (let start = 0; start < length + CENTRE; start += CONTROL) {
    const glide = (CENTRE + swingAt() - delay) / CONTROL
    const end = Math.min(length + CENTRE, start + CONTROL)
    for (let i = start; i < end; i++) {
      delay += glide
      ringLeft[i & RING_MASK] = i < length ? left[i] : 0
      ringRight[i & RING_MASK] = i < length ? right[i] : 0
      const target = i - CENTRE
      if (target < 0) continue
      const whole = delay | 0
      const fraction = delay - whole
      const newer = (i - whole) & RING_MASK
      const older = (i - whole - 1) & RING_MASK
      left[target] = ringLeft[newer] + fraction * (ringLeft[older] - ringLeft[newer])
      right[target] = ringRight[newer] + fraction * (ringRight[older] - ringRight[newer])
    }
  }
}

/** Samples of delay about the centre, one value per control point. */
function swings(amount: number, random: Random): () => number {
  let wowPhase = 2 * Math.PI * random.unit()
  let flutterPhase = 2 * Math.PI * random.unit()
  let drift = 0
  return () => {
    wowPhase += (2 * Math.PI * 0.6 * CONTROL) / SAMPLE_RATE_HZ
    flutterPhase += (2 * Math.PI * 6.3 * CONTROL) / SAMPLE_RATE_HZ
    drift += 0.01 * (random.signed() - drift)
    const swing = 320 * Math.sin(wowPhase) * (1 + 4 * drift) + 10 * Math.sin(flutterPhase) + 500 * drift
    return clamp(amount * swing, -MAX_SWING, MAX_SWING)
  }
}
