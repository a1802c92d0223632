import { expect, test } from 'vitest'
import { parseLexicon, shippedLexicon } from './lexicon.ts'

const document = (terms: unknown[]): unknown => ({
  terms,
  macros: [],
  modifiers: { intensify: {}, soften: {}, boost: {}, reduce: {}, remove: [], keep: [] },
})

test('the shipped lexicon has 296 descriptors and 49 macros, all with deltas', () => {
  const { terms } = shippedLexicon()
  expect(terms.filter(({ macro }) => !macro)).toHaveLength(296)
  expect(terms.filter(({ macro }) => macro)).toHaveLength(49)
  expect(terms.every(({ deltas }) => Object.keys(deltas).length > 0)).toBe(true)
})

test.each([
  ['an unknown plan key', { t: 'x', d: { reverb: 1 } }],
  ['an unknown plan key in the negated deltas', { t: 'x', d: {}, n: { loudness: 1 } }],
  ['a delta that is no number', { t: 'x', d: { wet: '1' } }],
  ['an unknown field', { t: 'x', d: {}, aliases: [] }],
  ['an unknown style hint', { t: 'x', d: {}, style: { drums: 'loud' } }],
  ['a tempo range upside down', { t: 'x', d: {}, style: { bpm: [120, 90] } }],
  ['no name', { d: {} }],
])('%s is an error', (_what, entry) => {
  expect(() => parseLexicon(document([entry]))).toThrow(expect.objectContaining({ code: 'lexicon_invalid' }))
})

test('surface forms are normalised', () => {
  const lexicon = parseLexicon(document([{ t: 'Lo-Fi', a: ["Drift's"], tr: ['KARANLIK-Gece'], d: { hc: 1 } }]))
  expect(lexicon.terms[0]).toMatchObject({ forms: ['lo fi', 'drifts'], macro: false, negated: null })
})
