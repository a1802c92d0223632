/**
 * One period of the classic waveforms, band-limited per octave, so that an oscillator is a table read and never folds
 * back: a table holds the harmonics that stay below 15.5 kHz at the top of its octave.
 */
export const TABLE_LENGTH = 2048

export type Waveform = 'saw' | 'square' | 'triangle' | 'pulse'

/** Amplitude of the h-th sine harmonic. */
const HARMONICS: Record<Waveform, (harmonic: number) => number> = {
  saw: (h) => 0.6 / h,
  square: (h) => (h % 2 ? 0.8 / h : 0),
  triangle: (h) => (h % 2 ? (h % 4 === 1 ? 0.9 : -0.9) / (h * h) : 0),
  // A duty cycle of one quarter, the reedy one of early sound chips.
  pulse: (h) => (0.9 * Math.sin(Math.PI * h * 0.25)) / h,
}

const LOWEST_HZ = 27.5
const OCTAVES = 10
const CEILING_HZ = 15_500
// 400 harmonics reach 11 kHz at the lowest note of a piano, where nothing more is heard.
const MAX_HARMONICS = 400

const tables = new Map<string, Float32Array>()

/** The table of a waveform that is safe at `hz`; `TABLE_LENGTH` + 1 samples, the last equal to the first. */
export function wavetable(waveform: Waveform, hz: number): Float32Array {
  const octave = Math.max(0, Math.min(OCTAVES - 1, Math.floor(Math.log2(hz / LOWEST_HZ))))
  const name = `${waveform} ${octave}`
  const held = tables.get(name)
  if (held) return held
  const highestHz = LOWEST_HZ * 2 ** (octave + 1)
  const count = Math.max(1, Math.min(MAX_HARMONICS, Math.floor(CEILING_HZ / highestHz)))
  const amplitude = HARMONICS[waveform]
  const table = periodOf(Array.from({ length: count }, (_, i) => amplitude(i + 1)))
  tables.set(name, table)
  return table
}

/**
 * One period of a sum of sines.
 * @param amplitudes  of the harmonics 1, 2, 3 …
 * @param phases      of the same, in turns; 0 where left out
 */
export function periodOf(amplitudes: readonly number[], phases: readonly number[] = []): Float32Array {
  const sum = new Float64Array(TABLE_LENGTH)
  for (const [i, amplitude] of amplitudes.entries()) {
    if (amplitude !== 0) addHarmonic(sum, i + 1, amplitude, phases[i] ?? 0)
  }
  const table = new Float32Array(TABLE_LENGTH + 1)
  table.set(sum)
  table[TABLE_LENGTH] = table[0]
  return table
}

function addHarmonic(sum: Float64Array, harmonic: number, amplitude: number, turns: number): void {
  const step = (2 * Math.PI * harmonic) / TABLE_LENGTH
  const cos = Math.cos(step)
  const sin = Math.sin(step)
  let x = amplitude * Math.cos(2 * Math.PI * turns)
  let y = amplitude * Math.sin(2 * Math.PI * turns)
  for (let i = 0; i < TABLE_LENGTH; i++) {
    sum[i] += y
    const turned = x * cos - y * sin
    y = x * sin + y * cos
    x = turned
  }
}

export const SINE = periodOf([1])

/** Sine of a phase in turns, ±0.000002. */
export function sineOfTurns(turns: number): number {
  const position = (turns - Math.floor(turns)) * TABLE_LENGTH
  const index = position | 0
  return SINE[index] + (position - index) * (SINE[index + 1] - SINE[index])
}
