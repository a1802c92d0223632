import { expect, test } from 'vitest'
import { shippedReader } from './reader.ts'

const reader = shippedReader()

test.each([
  // percent and multiples
  ['slow down 10%', { tempoRatio: 0.9 }],
  ['slow it down 10 percent', { tempoRatio: 0.9 }],
  ['speed up 20%', { tempoRatio: 1.2 }],
  ['speed this up by 20%', { tempoRatio: 1.2 }],
  ['faster by 15%', { tempoRatio: 1.15 }],
  ['reduce the tempo by 10%', { tempoRatio: 0.9 }],
  ['twice as fast', { tempoRatio: 2 }],
  ['twice as slow', { tempoRatio: 0.5 }],
  ['double the tempo', { tempoRatio: 2 }],
  ['half the speed', { tempoRatio: 0.5 }],
  ['two times faster', { tempoRatio: 2 }],
  ['%10 yavaşlat', { tempoRatio: 0.9 }],
  ['%20 hızlandır', { tempoRatio: 1.2 }],
  ['play at 80% speed', { tempoRatio: 0.8 }],
  ['120% of the original tempo', { tempoRatio: 1.2 }],
  // intervals
  ['transpose down 5', { semitones: -5 }],
  ['pitch -3', { semitones: -3 }],
  ['raise pitch by 2 semitones', { semitones: 2 }],
  ['minus 2 semitones', { semitones: -2 }],
  ['lower by 3 semitones', { semitones: -3 }],
  ['drop the pitch an octave', { semitones: -12 }],
  ['up an octave', { semitones: 12 }],
  ['two octaves down', { semitones: -24 }],
  ['up half an octave', { semitones: 6 }],
  ['transpose by 5 semitones', { semitones: 5 }],
  ['bir oktav aşağı', { semitones: -12 }],
  ['iki oktav yukarı', { semitones: 24 }],
  // keys
  ['change the key to G', { key: { root: 7, minor: false } }],
  ['change the key from C to G', { key: { root: 7, minor: false } }],
  ['key of F#', { key: { root: 6, minor: false } }],
  ['change the key to a darker one', {}],
  ['in A minor', { key: { root: 9, minor: true } }],
  ['in a minor', { key: { root: 9, minor: true } }],
  ['C# minor', { key: { root: 1, minor: true } }],
  ['the song, A minor', { key: { root: 9, minor: true } }],
  ['A minor change', {}],
  ['in a major anthem style', {}],
  ['change it to a minor mood', {}],
  // filters
  ['low-pass 5k', { highCutHz: 5000 }],
  ['low-pass at 800', { highCutHz: 800 }],
  ['low-pass filter at 2.5 kHz', { highCutHz: 2500 }],
  ['high-pass at 200', { lowCutHz: 200 }],
  ['LPF 800 hz', { highCutHz: 800 }],
  ['reverb time 4s', { reverbSeconds: 4 }],
  ['cut everything above 5 kHz', { highCutHz: 5000 }],
  ['remove all frequencies below 120 Hz', { lowCutHz: 120 }],
  ['low-pass after 30 seconds', {}],
])('"%s" sets %j', (prompt, settings) => {
  const reading = reader.read(prompt)
  expect(reading.settings).toEqual(settings)
  if (Object.keys(settings).length > 0) expect(Object.keys(reading.deltas)).toEqual([])
})

test.each([
  ['white space', `bpm${' '.repeat(100_000)}x`],
  ['white space before a unit', `reverb of${' \t'.repeat(50_000)}`],
  ['digits', '1'.repeat(100_000)],
  ['one word', 'a'.repeat(100_000)],
  ['a repeated quality', 'dark '.repeat(20_000)],
  ['a repeated genre', 'dub '.repeat(25_000)],
  ['a list that a last "or" closes', `no drums${', drums'.repeat(14_000)}, or bass`],
  ['directions without a number', 'up down '.repeat(12_000)],
  ['postfix negations', 'yok '.repeat(25_000)],
  ['a list and its negations', `${'davul ve '.repeat(6000)}davul${' yok'.repeat(12_000)}`],
  ['particles without an end', 'turn the '.repeat(11_000)],
])('a prompt of 100,000 characters is read to its end: %s', (_what, prompt) => {
  const { understood } = reader.read(prompt)
  expect(understood.every(({ weight }) => Number.isFinite(weight))).toBe(true)
  expect(reader.readNegative(prompt).understood.every(({ weight }) => weight < 0)).toBe(true)
})
