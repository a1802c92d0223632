/**
 * How a linear ramp of noise levels is bent, so that more steps are spent where the model needs them.
 * Source: specification 3.2. Parity: `none` and `logsnr` bit for bit, `flux` and `full` to 5e-7 relative.
 */

/** The published checkpoints name none for inference, which is {@link PUBLISHED_SHIFT}. */
export type DistributionShift =
  | { readonly type: 'none' }
  /** Even in log signal-to-noise, from `2` at the clean end down to `-6.2 − rate · log2(L / 2000)`. */
  | { readonly type: 'logsnr'; readonly rate: number }
  /** `α t / (1 + (α − 1) t)`, with ln α linear in ln L between the two lengths. */
  | {
      readonly type: 'flux'
      readonly minLength: number
      readonly maxLength: number
      readonly alphaMin: number
      readonly alphaMax: number
    }
  /** The training shift: a logistic one whose offset grows with L from `baseShift` to `maxShift`. */
  | {
      readonly type: 'full'
      readonly minLength: number
      readonly maxLength: number
      readonly baseShift: number
      readonly maxShift: number
      readonly useSine: boolean
    }

export const PUBLISHED_SHIFT: DistributionShift = { type: 'logsnr', rate: 0 }

const CLEAN_LOG_SNR = 2
const NOISY_LOG_SNR = -6.2
/** L at which `rate` changes nothing. */
const ANCHOR_LENGTH = 2000

const { fround } = Math

/** Bends one level of 0 … 1, an fp32, to another. */
export type Shift = (level: number) => number

/** @param length  L, the latent frames of the wanted clip (`effectiveFrames`) */
export function distributionShift(shift: DistributionShift, length: number): Shift {
  switch (shift.type) {
    case 'none':
      return (level) => level
    case 'logsnr':
      return logSnrShift(NOISY_LOG_SNR - (shift.rate === 0 ? 0 : shift.rate * Math.log2(length / ANCHOR_LENGTH)))
    case 'flux': {
      const { alphaMin, alphaMax } = shift
      const place = placeBetween(Math.log(shift.minLength), Math.log(shift.maxLength), Math.log(length))
      return fluxShift(Math.exp(Math.log(alphaMin) + place * Math.log(alphaMax / alphaMin)))
    }
    case 'full': {
      const place = placeBetween(shift.minLength, shift.maxLength, length)
      const offset = shift.baseShift + place * (shift.maxShift - shift.baseShift)
      const bent = logisticShift(fround(Math.exp(-offset)))
      return shift.useSine ? (level) => fround(Math.sin((Math.PI / 2) * bent(level))) : bent
    }
  }
}

function logSnrShift(noisyLogSnr: number): Shift {
  const range = fround(CLEAN_LOG_SNR - noisyLogSnr)
  return (level) => {
    if (level <= 0) return 0
    if (level >= 1) return 1
    const logSnr = fround(CLEAN_LOG_SNR - fround(level * range))
    return fround(1 / fround(1 + fround(Math.exp(logSnr))))
  }
}

function fluxShift(alpha: number): Shift {
  return (level) => fround(fround(alpha * level) / fround(1 + fround((alpha - 1) * level)))
}

function logisticShift(weight: number): Shift {
  return (level) => {
    if (level >= 1) return 1
    const odds = fround(fround(1 / fround(1 - level)) - 1)
    return fround(1 - fround(weight / fround(weight + odds)))
  }
}

/** Where `value` lies between the ends: 0 at or before `low`, 1 at or after `high`. */
function placeBetween(low: number, high: number, value: number): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)))
}
