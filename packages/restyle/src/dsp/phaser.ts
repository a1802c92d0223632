import { Random } from '../random.ts'
import type { ModulationSettings } from './chorus.ts'
import { flush } from './denormals.ts'
import { SAMPLE_RATE_HZ, type StereoAudio } from './stereo.ts'

/** Four all-passes whose corner sweeps 300 Hz … 3.8 kHz, fed back and mixed with the dry sound: two moving notches. In place. */
export function phaser(audio: StereoAudio, { amount, seed }: ModulationSettings): void {
  if (amount <= 0) return
  const phase = 2 * Math.PI * new Random(seed, 'phaser').unit()
  phaseChannel(audio.left, amount, phase)
  phaseChannel(audio.right, amount, phase + 0.9)
}

const RATE_HZ = 0.22
// The corner is computed anew every 32 samples: 0.7 ms.
const CONTROL = 32
// Negative: the resonance falls between the notches, and the bass keeps its level.
const FEEDBACK = -0.5

function phaseChannel(samples: Float32Array, amount: number, startPhase: number): void {
  const radiansPerControl = (2 * Math.PI * RATE_HZ * CONTROL) / SAMPLE_RATE_HZ
  const dry = 1 - 0.4 * amount
  const wet = 0.6 * amount
  const length = samples.length
  let phase = startPhase
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  let output = 0
  for (let start = 0; start < length; start += CONTROL) {
    const end = Math.min(length, start + CONTROL)
    phase += radiansPerControl
    const cornerHz = 300 * 10 ** (0.55 * (1 + Math.sin(phase)))
    const tangent = Math.tan((Math.PI * cornerHz) / SAMPLE_RATE_HZ)
    const k = (tangent - 1) / (tangent + 1)
    for (let i = start; i < end; i++) {
      const sample = samples[i]
      const a = sample + FEEDBACK * output
      const b = k * a + first
      first = a - k * b
      const c = k * b + second
      second = b - k * c
      const d = k * c + third
      third = c - k * d
      output = k * d + fourth
      fourth = d - k * output
      samples[i] = dry * sample + wet * output
    }
    first = flush(first)
    second = flush(second)
    third = flush(third)
    fourth = flush(fourth)
    output = flush(output)
  }
}
