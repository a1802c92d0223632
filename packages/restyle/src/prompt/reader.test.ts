import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shippedLexicon } from './lexicon.ts'
import { buildPlan } from './plan.ts'
import { shippedReader } from './reader.ts'

const reader = shippedReader()

/** Terms as "name" or "name×weight"; kept ones as "name kept". */
function summary(prompt: string, negative = false): string[] {
  const reading = negative ? reader.readNegative(prompt) : reader.read(prompt)
  return reading.understood.map(({ term, weight, role }) => {
    if (role === 'kept') return `${term} kept`
    return weight === 1 ? term : `${term}×${Number(weight.toFixed(2))}`
  })
}

test.each<[prompt: string, terms: string[]]>([
  // longest match, macros first
  ['lo-fi hip hop', ['lo-fi hip hop']],
  ['golden light', ['golden']],
  ['dark ambient', ['dark ambient']],
  ['dark ambient piano', ['dark ambient', 'piano']],
  ['electric guitar and drum machine', ['electric guitar', 'drums']],
  ['concert halls', ['concert hall']],
  // stems and slips
  ['darkly painted warmth', ['dark', 'warm']],
  ['dusty', ['vinyl']],
  ['distrted spacius reverbb', ['distorted', 'spacious', 'reverberant']],
  ['chords jagged finger trapped lighting', []],
  // modifiers
  ['very dark', ['dark×1.4']],
  ['extremely dark and gloomy', ['dark×1.8', 'gloomy×1.48']],
  ['a hint of metallic resonance', ['metallic×0.35']],
  ['slightly muffled, bright', ['muffled×0.45', 'bright']],
  ['boost the bass', ['bass×1.25']],
  ['much faster', ['fast×1.3']],
  ['very nice and airy and bright trees', ['beautiful×1.4', 'airy×1.24', 'bright×1.14']],
  ['very tall green trees and dark halls', ['dark', 'concert hall']],
  // reductions cover one term
  ['less harsh and warm', ['harsh×-0.7', 'warm']],
  ['less bass and more treble', ['bass×-0.7', 'high end×1.15']],
  ['reduce the reverb and echo', ['reverberant×-0.8', 'echoing×-0.8']],
  ['not too bright', ['bright×-0.4']],
  ['not very bright but loud', ['bright×-0.4', 'loud']],
  ['without too much reverb', ['reverberant×-0.4']],
  // removals cover a list of things
  ['remove drums, bass and vocals', ['drums×-1', 'bass×-1', 'vocals×-1']],
  ['no drums, bass or vocals', ['drums×-1', 'bass×-1', 'vocals×-1']],
  ['no drums, dark and spacious', ['drums×-1', 'dark', 'spacious']],
  ['without reverb but with echo', ['reverberant×-1', 'echoing']],
  ['no drums while wide', ['drums×-1', 'wide']],
  ['no drums and very dark', ['drums×-1', 'dark×1.4']],
  ['no harsh or sibilant sounds', ['harsh×-1', 'sibilant×-1']],
  ["don't make it bright", ['bright×-1']],
  // keep
  ['keep the vocals but make it dark', ['vocals kept', 'dark']],
  ['preserve the drums and vocals', ['drums kept', 'vocals kept']],
  // the source is not the goal
  ['turn the bright piano into an 8-bit tune', ['8-bit']],
  ['transform this into a warm track', ['warm']],
  ['dark instead of bright', ['dark']],
  ['Genre: techno | Mood: dark', ['techno', 'dark']],
  ['slow it down', ['slow']],
  // Turkish
  ['karanlık ve geniş, daha yavaş', ['dark', 'wide', 'slow']],
  ['KARANLIK ve genis', ['dark', 'wide']],
  ['davulları kaldır, çok sıcak', ['drums×-1', 'warm×1.4']],
  ['karanlık ve davul yok', ['dark', 'drums×-1']],
  ['daha az bas, yankı ekle', ['bass×-0.7', 'echoing×1.1']],
  ['vokali koru', ['vocals kept']],
])('"%s" is read as %j', (prompt, terms) => {
  expect(summary(prompt)).toEqual(terms)
})

test.each([
  ['90 BPM', { bpm: 90 }],
  ['bpm: 128', { bpm: 128 }],
  ['20% slower', { tempoRatio: 0.8 }],
  ['slow it down by 10%', { tempoRatio: 0.9 }],
  ['1.5x speed', { tempoRatio: 1.5 }],
  ['%20 daha hızlı', { tempoRatio: 1.2 }],
  ['pitch down 3 semitones', { semitones: -3 }],
  ['-2 st', { semitones: -2 }],
  ['4 semitones higher', { semitones: 4 }],
  ['octave up', { semitones: 12 }],
  ['an octave lower', { semitones: -12 }],
  ['in D minor', { key: { root: 2, minor: true } }],
  ['key of F# major', { key: { root: 6, minor: false } }],
  ['in Bb major', { key: { root: 10, minor: false } }],
  ['in a minor key', {}],
  ['low-pass at 2 kHz', { highCutHz: 2000 }],
  ['high-pass at 200 Hz', { lowCutHz: 200 }],
  ['3 seconds of reverb', { reverbSeconds: 3 }],
  ['reverb of 2.5 s', { reverbSeconds: 2.5 }],
  ['9000 BPM', {}],
])('"%s" sets %j', (prompt, settings) => {
  expect(reader.read(prompt).settings).toEqual(settings)
})

test('numbers in a negative prompt set nothing', () => {
  expect(reader.readNegative('90 BPM, in D minor').settings).toEqual({})
})

test('everything in a negative prompt is unwanted, with or without a "no"', () => {
  expect(summary('blurry, low quality, no drums, very harsh', true)).toEqual([
    'blurry×-1',
    'low quality×-1',
    'drums×-1',
    'harsh×-1.4',
  ])
})

test('a negated word can mean more than its mirror image', () => {
  const { deltas } = reader.read('not harsh')
  expect(deltas.deharsh).toBeCloseTo(0.7)
  expect(reader.read('no crispness').deltas.brill).toBeLessThan(0)
})

test('"no drums from the original" removes the source drums and leaves room for new ones', () => {
  const { deltas } = reader.read('bossa nova, no drums from the original')
  expect(deltas.perc).toBeLessThan(-20)
  expect(deltas.Ldrum).toBeGreaterThan(0.3)
  expect(reader.read('bossa nova, no drums').deltas.Ldrum).toBeLessThan(0)
})

test('kept things switch guards on and add nothing', () => {
  const reading = reader.read('keep the vocals, the drums and the tempo')
  expect(reading.guards).toMatchObject({ voice: true })
  expect(reading.deltas.vox ?? 0).toBe(0)
  expect(reader.read('keep the original tempo').guards.tempo).toBe(true)
  expect(reader.read('keep the drums').guards.percussion).toBe(true)
  expect(reader.read('preserve the melody').guards.melody).toBe(true)
})

test('words without a meaning to the engine are reported once, filler is not', () => {
  expect(reader.read('a wardrobe of the last wardrobe in the mix').ignored).toEqual(['wardrobe', 'last'])
})

test('the first macro to name a style hint wins', () => {
  const { style } = reader.read('neo soul techno')
  expect(style).toMatchObject({ groove: 'neosoul', kit: 'dry', bpm: [78, 98] })
})

test('a pile of synonyms is not an order', () => {
  const one = reader.read('dark').deltas.tilt as number
  const pile = reader.read('dark gloomy brooding bleak ominous').deltas.tilt as number
  expect(pile).toBeLessThan(one)
  expect(pile).toBeGreaterThan(2.2 * one)
})

test('every name in the lexicon is read as its own term', () => {
  for (const { name } of shippedLexicon().terms) expect(summary(name)).toEqual([name])
})

test('every Turkish form is read as some term', () => {
  for (const { turkish } of shippedLexicon().terms) {
    for (const form of turkish) expect(summary(form), form).not.toEqual([])
  }
})

test("the seed's prompt gives the plan of the worked example", () => {
  const prompt =
    'Transform this into a dark cinematic ambient track with deeper low-end texture, distant metallic resonance, slower pacing, and a more atmospheric, spacious mix.'
  const reading = reader.read(prompt)
  expect(reading.ignored).toEqual([])
  expect(summary(prompt)).toEqual([
    ...['dark', 'cinematic', 'ambient', 'deep', 'low end', 'texture'],
    ...['distant', 'metallic', 'slow', 'atmospheric×1.15', 'spacious'],
  ])
  const plan = buildPlan(reading.deltas, {}, 1)
  const worked = {
    ...{ tilt: -1.6, sub: 5.6, bass: 4.5, brill: -2.8, air: -6.5, hc: 0.9, punch: -6, perc: -15.7 },
    ...{ tempo: -0.42, rt: 2.8, wet: 0.7, dist: 0.6, width: 0.7, smear: 0.71, rmet: 0.55 },
    ...{ Lpad: 0.82, Lstr: 0.35, Ldrone: 0.28, Lhit: 0.3, mode: -0.4, energy: -0.6 },
  }
  for (const [key, value] of Object.entries(worked)) {
    expect(Math.abs(plan[key as keyof typeof worked] - value), key).toBeLessThanOrEqual(0.051)
  }
})

test('any text is read without an error', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(reader.read(text).understood.every(({ weight }) => Number.isFinite(weight))).toBe(true)
      expect(reader.readNegative(text).understood.every(({ weight }) => weight < 0)).toBe(true)
    }),
    { seed: 7, numRuns: 300 },
  )
})

test('any sentence of known words is read without an error, and weights stay in range', () => {
  const { terms, modifiers } = shippedLexicon()
  const word = fc.constantFrom(...terms.map(({ name }) => name), ...modifiers.keys(), 'and', 'or', ',', 'but', 'x')
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      for (const { weight } of reader.read(words.join(' ')).understood) {
        expect(Math.abs(weight)).toBeLessThanOrEqual(2.2)
      }
    }),
    { seed: 7, numRuns: 500 },
  )
})
