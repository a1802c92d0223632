/**
 * Renders every entry of the lexicon and holds each to the format, and its tone, width and tempo to the direction its
 * own plan predicts. Source: specification of the restyle engine, 4.4. Takes minutes: run by `npm run test:lexicon`.
 */
import { afterAll, expect, test } from 'vitest'
import { THIRD_OCTAVES_HZ } from '../analysis/spectrum.ts'
import { magnitudeDb } from '../dsp/biquad.ts'
import { cutSections, toneSections } from '../dsp/tone.ts'
import { type LexiconTerm, shippedLexicon } from '../prompt/lexicon.ts'
import { buildPlan } from '../prompt/plan.ts'
import type { Plan } from '../prompt/plan-keys.ts'
import * as measures from './measures.ts'
import { rendered } from './render.test.fixture.ts'
import { song } from './song.test.fixture.ts'

const SECONDS = 4.8
const { mix } = song(SECONDS)
const options = { durationSeconds: SECONDS, seed: 1 }
const plain = rendered(mix, { prompt: '', ...options }).audio
const untouched = measures.measureSound(plain)

const misses: Record<'tone' | 'width', string[]> = { tone: [], width: [] }
const judged = { tone: 0, width: 0 }

test.each(shippedLexicon().terms.map((term) => [term.name, term] as const))('%s', (_name, term) => {
  const { audio, report } = rendered(mix, { prompt: term.name, ...options })
  expect(report.understood.map((understood) => understood.term)).toEqual([term.name])
  const drift = measures.levelDriftDb(audio) - measures.levelDriftDb(plain)
  expect(Math.abs(drift), `${term.name} drifts`).toBeLessThanOrEqual(tempoMoves(report.done.tempoRatio) ? 8 : 6)
  const plan = buildPlan(term.deltas, {}, 1)
  if (Math.abs(plan.tempo) > 0.04) expect(Math.sign(Math.log2(report.done.tempoRatio))).toBe(Math.sign(plan.tempo))
  const sound = measures.measureSound(audio)
  judgeTone(term, plan, sound)
  judgeWidth(term, plan, sound)
})

afterAll(() => {
  expect(judged.tone).toBeGreaterThan(30)
  expect(judged.width).toBeGreaterThan(30)
  // Saturation and crushing change the spectrum by themselves, so the prediction may miss a few words, not many.
  expect(misses.tone.length / judged.tone, `tone: ${misses.tone.join(', ')}`).toBeLessThanOrEqual(0.1)
  expect(misses.width.length / judged.width, `width: ${misses.width.join(', ')}`).toBeLessThanOrEqual(0.1)
})

const tempoMoves = (ratio: number): boolean => Math.abs(ratio - 1) > 0.02

/** Octaves by which the plan's filters alone would move the centroid of the clip. */
function predictedMove(plan: Plan): number {
  const sections = [...toneSections(plan), ...cutSections(20 * 2 ** plan.lc, 20_000 / 2 ** plan.hc)]
  const filtered = THIRD_OCTAVES_HZ.map(
    (hz, band) => untouched.spectrumDb[band] + sections.reduce((db, section) => db + magnitudeDb(section, hz), 0),
  )
  return Math.log2(centroid(filtered) / centroid(untouched.spectrumDb))
}

function centroid(spectrumDb: ArrayLike<number>): number {
  const magnitudes = THIRD_OCTAVES_HZ.map((_, band) => 10 ** (spectrumDb[band] / 20))
  const sum = magnitudes.reduce((total, magnitude) => total + magnitude, 0)
  return magnitudes.reduce((total, magnitude, band) => total + magnitude * THIRD_OCTAVES_HZ[band], 0) / sum
}

/** Smaller moves are drowned by what else a word does. */
const CLEAR_MOVE_OCTAVES = 0.1

/** Keys that make a spectrum of their own. */
const COLOURING = [
  'hiss',
  'vinyl',
  'rain',
  'wind',
  'water',
  'fire',
  'machine',
  'thunder',
  'hum',
  'crush',
  'ring',
] as const

function judgeTone(term: LexiconTerm, plan: Plan, sound: measures.SoundMeasures): void {
  const predicted = predictedMove(plan)
  const layers = Object.keys(plan).some((key) => key.startsWith('L') && plan[key as keyof Plan] > 0.12)
  if (
    Math.abs(predicted) < CLEAR_MOVE_OCTAVES ||
    layers ||
    COLOURING.some((key) => plan[key] > 0.05) ||
    plan.rmet + plan.rgls > 0.05
  )
    return
  judged.tone++
  const moved = Math.log2(sound.centroidHz / untouched.centroidHz)
  if (Math.sign(moved) !== Math.sign(predicted)) misses.tone.push(`${term.name} (${predicted.toFixed(2)})`)
}

function judgeWidth(term: LexiconTerm, plan: Plan, sound: measures.SoundMeasures): void {
  if (Math.abs(plan.width) <= 0.15) return
  judged.width++
  if (Math.sign(sound.sideDb - untouched.sideDb) !== Math.sign(plan.width)) misses.width.push(term.name)
}
