import { expect, test } from 'vitest'
import { realFft } from '../dsp/fft.ts'
import { addTable, samplesOf } from './oscillator.ts'
import { sineOfTurns, TABLE_LENGTH, type Waveform, wavetable } from './wavetable.ts'

const WAVEFORMS: Waveform[] = ['saw', 'square', 'triangle', 'pulse']

test('no table has a harmonic that folds back at any note of its octave', () => {
  const fft = realFft(TABLE_LENGTH)
  const re = new Float64Array(fft.bins)
  const im = new Float64Array(fft.bins)
  for (const waveform of WAVEFORMS) {
    for (const hz of [60, 250, 900, 3500, 9000]) {
      fft.forward(wavetable(waveform, hz).subarray(0, TABLE_LENGTH), re, im)
      const allowed = Math.max(1, Math.floor(20_000 / hz))
      for (let k = allowed + 1; k < fft.bins; k++)
        expect(Math.hypot(re[k], im[k]), `${waveform} ${hz}`).toBeLessThan(0.01)
    }
  }
})

test('tables have no DC and close on themselves', () => {
  for (const waveform of WAVEFORMS) {
    const table = wavetable(waveform, 110)
    expect(table).toHaveLength(TABLE_LENGTH + 1)
    expect(table[TABLE_LENGTH]).toBe(table[0])
    const mean = table.subarray(0, TABLE_LENGTH).reduce((sum, value) => sum + value, 0) / TABLE_LENGTH
    expect(Math.abs(mean)).toBeLessThan(1e-5)
  }
})

test('the sine table is a sine', () => {
  for (const turns of [0, 0.1, 0.25, 0.6, 1.3, 7.77]) {
    expect(Math.abs(sineOfTurns(turns) - Math.sin(2 * Math.PI * turns))).toBeLessThan(3e-6)
  }
})

test('an oscillator keeps its frequency over a minute', () => {
  const samples = samplesOf(60)
  const table = wavetable('triangle', 440)
  addTable(samples, table, 440, 1, 0)
  // After 26,400 whole periods it is back at the phase it began with.
  expect(Math.abs(samples[44_100 * 59] - samples[0])).toBeLessThan(0.002)
  expect(Math.abs(samples[44_100 * 59 + 25] - samples[25])).toBeLessThan(0.002)
})
