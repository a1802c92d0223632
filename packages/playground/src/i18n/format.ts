import { type Language, useLanguage } from './language.ts'

const KIB = 1024

/** Numbers, money and times as the language writes them. */
export function formats(language: Language) {
  const number = (value: number, digits = 2): string =>
    new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value)
  return {
    number,
    /** Dollars; to the last digit of a price such as 0.024. */
    dollars: (value: number): string =>
      new Intl.NumberFormat(language, {
        style: 'currency',
        currency: 'USD',
        minimumFractionDigits: 2,
        maximumFractionDigits: 4,
      }).format(value),
    /** `0:07.5` of a clip, `−0:02.0` before its beginning. */
    clock: (seconds: number, digits = 0): string => {
      const tick = 10 ** digits
      const ticks = Math.round(seconds * tick)
      const all = Math.abs(ticks) / tick
      const rest = (all % 60).toFixed(digits)
      return `${ticks < 0 ? '−' : ''}${Math.floor(all / 60)}:${rest.padStart(digits === 0 ? 2 : digits + 3, '0')}`
    },
    /** `12 s`, `2.4 s`. */
    seconds: (seconds: number): string => `${number(seconds, seconds < 10 ? 1 : 0)} ${language === 'tr' ? 'sn' : 's'}`,
    bytes: (bytes: number): string => {
      const power = Math.min(3, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(KIB)))
      return `${number(bytes / KIB ** power, power < 2 ? 0 : 1)} ${['B', 'kB', 'MB', 'GB'][power]}`
    },
    moment: (iso: string): string =>
      new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso)),
    day: (iso: string): string =>
      new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' }).format(new Date(iso)),
  }
}

export type Formats = ReturnType<typeof formats>
export const useFormats = (): Formats => formats(useLanguage())
