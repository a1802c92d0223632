/** Values of a plan as musicians write them: seconds, Hz, semitones, per cent. */

import type { Formats } from '../i18n/format.ts'
import type { PlanControl } from './plan-controls.ts'

/** What is not written in the same way everywhere. */
export interface ReadoutWords {
  readonly off: string
  readonly semitones: (number: string) => string
}

const REVERB_SECONDS_AT_ZERO = 0.6
const LOWEST_HZ = 20
const HIGHEST_HZ = 20_000

export function readout(
  { unit, min, max }: Pick<PlanControl, 'unit' | 'min' | 'max'>,
  value: number,
  { number, seconds }: Pick<Formats, 'number' | 'seconds'>,
  words: ReadoutWords,
): string {
  const signed = (digits: number): string => {
    const written = number(Math.abs(value), digits)
    return value > 0 ? `+${written}` : value < 0 ? `−${written}` : written
  }
  if (unit.startsWith('log2 of RT60')) return seconds(REVERB_SECONDS_AT_ZERO * 2 ** value)
  if (value === 0 && (min >= 0 || max <= 0)) return words.off
  if (unit === 'log2 ratio') return `×${number(2 ** value)}`
  if (unit.startsWith('octaves above')) return hertz(LOWEST_HZ * 2 ** value, number)
  if (unit.startsWith('octaves below')) return hertz(HIGHEST_HZ / 2 ** value, number)
  if (unit === 'semitones') return words.semitones(signed(1))
  if (unit.startsWith('dB')) return `${signed(1)} dB`
  if (unit === 'ms') return `${number(value, 0)} ms`
  return min < 0 ? `${signedPercent(value, number)}` : `${number(value * 100, 0)} %`
}

const hertz = (value: number, number: Formats['number']): string =>
  value < 1000 ? `${number(value, 0)} Hz` : `${number(value / 1000, 1)} kHz`

function signedPercent(value: number, number: Formats['number']): string {
  const sign = value > 0 ? '+' : value < 0 ? '−' : ''
  return `${sign}${number(Math.abs(value) * 100, 0)} %`
}

/** 0 … 1: where a value stands on its slider. */
export const placeOf = ({ min, max }: Pick<PlanControl, 'min' | 'max'>, value: number): number =>
  Math.min(1, Math.max(0, (value - min) / (max - min)))
