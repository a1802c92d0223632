import { expect, test } from 'vitest'
import type { SourceFacts } from '../analysis/facts.ts'
import { buildPlan } from '../prompt/plan.ts'
import { shippedReader } from '../prompt/reader.ts'
import { executedPlan } from './executed-plan.ts'
import { pitchPlan, tempoPlan } from './tempo-plan.ts'

const facts = {
  ...{ kind: 'music', tempoBpm: 100, tempoConfidence: 0.9, downbeatPhase: 0 },
  beatsSeconds: Array.from({ length: 20 }, (_, beat) => 0.6 * beat),
  key: { root: 9, minor: true, confidence: 0.8 },
} as unknown as SourceFacts
const withoutTempo = { ...facts, tempoConfidence: 0, beatsSeconds: [] }

function plans(prompt: string, noiseLevel = 0.9, source: SourceFacts = facts) {
  const reading = shippedReader().read(prompt)
  const fullPlan = buildPlan(reading.deltas, {}, 1)
  const plan = executedPlan(fullPlan, { noiseLevel, seed: 1, kind: source.kind, guards: reading.guards })
  return {
    tempo: tempoPlan({ facts: source, reading, fullPlan, plan, noiseLevel }),
    pitch: pitchPlan(source, reading, plan, noiseLevel),
  }
}

test.each([
  ['90 BPM', 0.9],
  ['130 BPM', 1.3],
  // 170 is nearer as 85.
  ['170 BPM', 0.85],
  ['60 BPM', 1.2],
  ['20% slower', 0.8],
  ['1.5x speed', 1.5],
  ['warm', 1],
  ['keep the tempo, much slower', 1],
])('"%s" plays 100 BPM at %d of its tempo', (prompt, ratio) => {
  expect(plans(prompt).tempo.ratio).toBeCloseTo(ratio, 5)
})

test('"slower" and "faster" move the tempo their way', () => {
  expect(plans('slower').tempo.ratio).toBeLessThan(0.9)
  expect(plans('much faster').tempo.ratio).toBeGreaterThan(1.2)
})

test('a genre pulls the clip to the edge of its range, by no more than 0.78 … 1.28', () => {
  expect(plans('house').tempo.gridBpm).toBeCloseTo(118, 0)
  const { ratio } = plans('drum and bass').tempo
  expect(ratio).toBeGreaterThan(0.77)
  expect(ratio).toBeLessThan(1.29)
})

test('an explicit tempo is fully applied from strength 0.3 on, and not at all at 0', () => {
  expect(plans('90 BPM', 0.3).tempo.ratio).toBeCloseTo(0.9)
  expect(plans('90 BPM', 0).tempo.ratio).toBe(1)
})

test('a clip without a tempo keeps its speed, and the requested tempo is that of the added grid', () => {
  const { tempo } = plans('90 BPM', 0.9, withoutTempo)
  expect(tempo).toMatchObject({ ratio: 1, gridBpm: 90, hasTempo: false })
})

test.each([
  ['pitch down 3 semitones', -3],
  ['octave up', 12],
  ['in D minor', 5],
  // The relative minor of F major is D minor.
  ['in F major', 5],
  ['in E minor', -5],
  ['keep the pitch, an octave lower', 0],
])('"%s" transposes A minor by %d semitones', (prompt, semitones) => {
  expect(plans(prompt).pitch.semitones).toBe(semitones)
})

test('the key of the output follows the transposition', () => {
  expect(plans('pitch up 2 semitones').pitch.key).toMatchObject({ root: 11, minor: true })
  expect(plans('in D minor').pitch.key).toMatchObject({ root: 2, minor: true })
})

test('transposition is a whole number of semitones at every strength', () => {
  for (let level = 0; level <= 1; level += 0.05) {
    expect(Number.isInteger(plans('pitch down 5 semitones', level).pitch.semitones)).toBe(true)
  }
})
