export const clamp = (value: number, min: number, max: number): number =>
  value < min ? min : value > max ? max : value

/** Decibels to amplitude ratio. */
export const fromDb = (db: number): number => 10 ** (db / 20)

/** Amplitude ratio to decibels, floored at −240 dB. */
export const toDb = (ratio: number): number => 20 * Math.log10(Math.max(1e-12, ratio))

/** MIDI note number (A4 = 69, fractions allowed) to Hz. */
export const midiToHz = (midi: number): number => 440 * 2 ** ((midi - 69) / 12)

/** 0 below `from`, 1 above `to`, with zero slope at both. */
export function smoothstep(from: number, to: number, value: number): number {
  const t = clamp((value - from) / (to - from), 0, 1)
  return t * t * (3 - 2 * t)
}
