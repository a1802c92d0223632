export interface LiteralSettings {
  readonly bpm?: number
  /** Factor on the source's tempo. */
  readonly tempoRatio?: number
  readonly semitones?: number
  readonly key?: { readonly root: number; readonly minor: boolean }
  readonly highCutHz?: number
  readonly lowCutHz?: number
  readonly reverbSeconds?: number
}

export interface SettingPattern {
  readonly pattern: RegExp
  /** null when the numbers make no sense; the words then stay in the text. */
  readonly read: (groups: readonly string[]) => LiteralSettings | null
}

/** Bounded on both sides: an endless row of digits must not be tried from each of its digits. */
export const NUMBER = String.raw`(?<![\d.])(\d{1,6}(?:\.\d{1,6})?)(?!\d)`
export const PERCENT = String.raw`(?:%|percent\b|per cent\b)`

export function within(
  value: number,
  min: number,
  max: number,
  make: (value: number) => LiteralSettings,
): LiteralSettings | null {
  return value >= min && value <= max ? make(value) : null
}

const COUNTS: Readonly<Record<string, number>> = {
  ...{ 'half an': 0.5, a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9 },
  ...{ ten: 10, eleven: 11, twelve: 12, bir: 1, iki: 2, üç: 3, dört: 4, beş: 5, altı: 6, yedi: 7, sekiz: 8 },
}

/** A number in digits or as a small word. */
export const COUNT = String.raw`(?<![\p{L}\d.])(\d{1,6}(?:\.\d{1,6})?|${Object.keys(COUNTS).join('|')})(?![\p{L}\d])`

export const countOf = (text: string): number => COUNTS[text.toLowerCase()] ?? Number(text)
