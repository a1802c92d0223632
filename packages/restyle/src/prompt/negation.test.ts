import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Reading, shippedReader } from './reader.ts'

const reader = shippedReader()

/** Terms as "name" or "name×weight"; kept ones as "name kept". */
const summary = ({ understood }: Reading): string[] =>
  understood.map(({ term, weight, role }) =>
    role === 'kept' ? `${term} kept` : weight === 1 ? term : `${term}×${Number(weight.toFixed(2))}`,
  )

test.each<[prompt: string, terms: string[]]>([
  // filler does not end a negation
  ["don't make it too dark", ['dark×-0.4']],
  ['without being too bright', ['bright×-0.4']],
  ["it shouldn't be dark", ['dark×-1']],
  ["I don't want this track to sound dark", ['dark×-1']],
  ['neither dark nor bright', ['dark×-1', 'bright×-1']],
  ['it is not only dark but wide', ['dark', 'wide']],
  // complaints
  ['too dark', ['dark×-0.7']],
  ['too much bass', ['bass×-0.7']],
  ['the original is too harsh', ['harsh×-0.7']],
  ['a bit too dark', ['dark×-0.35']],
  ['not bright enough', ['bright×1.15']],
  // verbs of less and of none
  ['turn down the bass', ['bass×-0.8']],
  ['turn the bass down', ['bass×-0.8']],
  ['lower the drums', ['drums×-0.8']],
  ['turn the vocals up a bit', ['vocals×0.6']],
  ['stop the drums', ['drums×-1']],
  ['take out the drums', ['drums×-1']],
  ['take the drums out', ['drums×-1']],
  ['mute the drums', ['drums×-1']],
  ['roll off the highs', ['high end×-0.8']],
  ['I hate distortion', ['distorted×-1']],
  ["don't remove the vocals", ['vocals kept']],
  // loudness is not ours
  ['lower the volume', []],
  ['turn it down', []],
  ['lower the pitch', ['low pitched']],
  // all but one
  ['isolate the vocals', ['drums×-1', 'bass×-1', 'vocals kept']],
  ['remove everything except vocals', ['drums×-1', 'bass×-1', 'vocals kept']],
  ['remove everything but the drums', ['bass×-1', 'vocals×-1', 'drums kept']],
  ['dark, keep only the voice', ['dark', 'drums×-1', 'bass×-1', 'vocals kept']],
  ['strip everything away except the vocals', ['drums×-1', 'bass×-1', 'vocals kept']],
  ['keep everything except the drums', ['drums×-1']],
  ['make everything but the drums dark', ['drums kept', 'dark']],
  // privatives, and negations that are none
  ['drumless and distortion-free, wide', ['drums×-1', 'distorted×-1', 'wide']],
  ['nothing harsh', ['harsh×-1']],
  ["don't forget the drums", ['drums kept']],
  ["I can't hear the vocals", ['vocals×1.15']],
  // degrees behind the word
  ['slow it down a bit', ['slow×0.5']],
  ['make it darker a lot and wide', ['dark×1.4', 'wide×1.24']],
  // the mode
  ['make it minor', ['minor key']],
  ['dark and in major', ['dark', 'major key']],
  ['in a major anthem style', ['triumphant']],
])('"%s" is read as %j', (prompt, terms) => {
  expect(summary(reader.read(prompt))).toEqual(terms)
})

test.each<[prompt: string, terms: string[]]>([
  ['no vinyl crackle', ['vinyl×-1']],
  ['no heavy drums', ['drums×-1']],
  ['no big reverb tail', ['reverberant×-1']],
  ['remove harsh highs', ['high end×-1']],
  ['no drum loop', ['drums×-1']],
  ['no dark dark drums', ['drums×-1']],
  ['no dark or heavy drums', ['dark×-1', 'drums×-1']],
  ['neither dark nor drums', ['dark×-1', 'drums×-1']],
  ['no loud, heavy sounds', ['loud×-1', 'heavy']],
  ['remove the drums and harsh highs', ['drums×-1', 'high end×-1']],
  ['no drums and warm pads', ['drums×-1', 'warm', 'pad']],
  ['very heavy drums', ['heavy×1.4', 'drums']],
  ['keep the piano melody', ['piano kept', 'lead kept']],
])('a compound under a removal, "%s", is read as %j', (prompt, terms) => {
  expect(summary(reader.read(prompt))).toEqual(terms)
})

test.each<[prompt: string, terms: string[]]>([
  ['sıcak ama sert değil', ['warm', 'harsh×-0.7']],
  ['çok karanlık değil', ['dark×-0.4']],
  ['cok karanlik degil', ['dark×-0.4']],
  ['davul olmasın', ['drums×-1']],
  ['vokal istemiyorum', ['vocals×-1']],
  ['davulları sil', ['drums×-1']],
  ['vokalleri çıkar', ['vocals×-1']],
  ['davulsuz, vokalsiz, yankısız', ['drums×-1', 'vocals×-1', 'echoing×-1']],
  ['davulsuz ve gitarlı', ['drums×-1', 'guitar']],
  ['basları azalt', ['bass×-0.8']],
  ['basları biraz azalt', ['bass×-0.4']],
  ["bass'ı artır", ['bass×1.2']],
  ['davul yok gitar ekle', ['drums×-1', 'guitar×1.1']],
  ['yavaşlat', ['slow']],
  ['biraz hızlandır', ['fast×0.5']],
  ['sessiz', ['quiet']],
  ['çok fazla yankı', ['echoing×-0.7']],
  ['sert olmayan', ['harsh×-1']],
  ['tempoyu artır', ['fast']],
  ['minör yap', ['minor key']],
  ['a base layer in the basin', []],
])('the Turkish (or Turkish-looking) "%s" is read as %j', (prompt, terms) => {
  expect(summary(reader.read(prompt))).toEqual(terms)
})

test('any mixture of negations, joins, qualities and things is read, and every term at most once a word', () => {
  const words =
    'no not remove too keep except dont very yok drums bass dark heavy and or nor , original x a davulsuz biraz'
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words.split(' ')), { maxLength: 10 }), (typed) => {
      expect(reader.read(typed.join(' ')).understood.length).toBeLessThanOrEqual(typed.length)
      expect(reader.readNegative(typed.join(' ')).understood.every(({ weight }) => weight < 0)).toBe(true)
    }),
    { seed: 11, numRuns: 3000 },
  )
})

test('a volume nobody can set is reported as ignored', () => {
  expect(reader.read('lower the volume').ignored).toEqual(['volume'])
})

test('a removed part adds no layer and takes nothing else with it', () => {
  expect(reader.read('no heavy drums').deltas.Ldrum).toBeLessThan(0)
  expect(reader.read('isolate the vocals').deltas.wind ?? 0).toBe(0)
  expect(reader.read('isolate the vocals').guards.voice).toBe(true)
})
