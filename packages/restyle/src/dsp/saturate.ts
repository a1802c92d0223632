/**
 * Saturation by x/√(1+x²), bent slightly off centre for even harmonics, with a hard knee mixed in above 0.55.
 * First-order antiderivative anti-aliasing: the mean of the curve between two samples is (F(b) − F(a))/(b − a), and the
 * antiderivative √(1+x²) needs no transcendental call.
 * Source: Parker, Zavalishin, Le Bivic, "Reducing the aliasing of nonlinear waveshaping using continuous-time
 * convolution" (DAFx 2016).
 */
import { FLUSH_BLOCK, flush } from './denormals.ts'
import type { StereoAudio } from './stereo.ts'
import { smoothstep } from './units.ts'

export interface SaturationSettings {
  /** 0 clean … 1 crushed. */
  readonly amount: number
  /** RMS that counts as the nominal level: what lies well below it stays clean. */
  readonly referenceRms: number
}

/** In place; constant level for a programme near the reference. About 1.5 ms per second of audio. */
export function saturate(audio: StereoAudio, settings: SaturationSettings): void {
  if (settings.amount <= 0) return
  saturateChannel(audio.left, settings)
  saturateChannel(audio.right, settings)
}

function saturateChannel(samples: Float32Array, { amount, referenceRms }: SaturationSettings): void {
  const inputGain = (1 + 2 * amount + 14 * amount * amount) / (4 * referenceRms)
  const hard = 0.4 * smoothstep(0.55, 1, amount)
  const wetShare = 0.15 + 0.85 * smoothstep(0, 0.5, amount)
  const wetGain = 1.6 * referenceRms * wetShare
  const dryGain = 1 - wetShare
  const bias = 0.18 * amount
  let previous = bias
  let previousIntegral = integral(bias, hard)
  // The bias is a constant at rest; starting the DC blocker there keeps silence silent.
  let dcIn = curve(bias, hard)
  let dcOut = 0
  const length = samples.length
  for (let start = 0; start < length; start += FLUSH_BLOCK) {
    const end = Math.min(length, start + FLUSH_BLOCK)
    for (let i = start; i < end; i++) {
      const sample = samples[i]
      const driven = sample * inputGain + bias
      const step = driven - previous
      const area = integral(driven, hard)
      // Too small a step divides noise by noise: there the curve's value at the midpoint is its mean.
      const shaped =
        step > 1e-4 || step < -1e-4 ? (area - previousIntegral) / step : curve(0.5 * (driven + previous), hard)
      previous = driven
      previousIntegral = area
      dcOut = shaped - dcIn + DC_POLE * dcOut
      dcIn = shaped
      samples[i] = dryGain * sample + wetGain * dcOut
    }
    dcOut = flush(dcOut)
  }
}

/** 10 Hz. */
const DC_POLE = 0.9985
// The knee is steeper than the soft curve (1.4×) and flat from 0.8.
const KNEE_GAIN = 1.4
const KNEE_TOP = 0.8

function curve(x: number, hard: number): number {
  const soft = x / Math.sqrt(1 + x * x)
  if (hard === 0) return soft
  const steep = KNEE_GAIN * x
  return soft + hard * ((steep > KNEE_TOP ? KNEE_TOP : steep < -KNEE_TOP ? -KNEE_TOP : steep) - soft)
}

/** Antiderivative of `curve`. */
function integral(x: number, hard: number): number {
  const soft = Math.sqrt(1 + x * x)
  if (hard === 0) return soft
  const steep = KNEE_GAIN * Math.abs(x)
  const knee = steep < KNEE_TOP ? 0.5 * steep * steep : KNEE_TOP * steep - 0.5 * KNEE_TOP * KNEE_TOP
  return soft + hard * (knee / KNEE_GAIN - soft)
}
