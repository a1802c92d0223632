import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RestyleError } from '../errors.ts'
import { shippedLexicon } from './lexicon.ts'
import { buildPlan, guidanceGain, negativeGain, PLAN_KEY_NAMES, planJsonSchema, withOverrides } from './plan.ts'
import { PLAN_KEYS } from './plan-keys.ts'
import { shippedReader } from './reader.ts'

const anyDeltas = fc.record(
  Object.fromEntries(PLAN_KEY_NAMES.map((key) => [key, fc.double({ min: -60, max: 60, noNaN: true })])),
  { requiredKeys: [] },
)
const anyGuidance = fc.double({ min: 0, max: 25, noNaN: true })

test('guidance is neutral at 1, silent at 0, rising and bounded', () => {
  expect(guidanceGain(0)).toBe(0)
  expect(guidanceGain(1)).toBe(1)
  expect(guidanceGain(7)).toBeCloseTo(2.06, 2)
  expect(guidanceGain(25)).toBeCloseTo(2.36, 2)
  expect(negativeGain(0)).toBe(0.75)
})

test('every plan stays within the bounds of its keys', () => {
  fc.assert(
    fc.property(anyDeltas, anyDeltas, anyGuidance, (wanted, unwanted, guidance) => {
      const plan = buildPlan(wanted, unwanted, guidance)
      for (const key of PLAN_KEY_NAMES) {
        expect(plan[key]).toBeGreaterThanOrEqual(PLAN_KEYS[key].min)
        expect(plan[key]).toBeLessThanOrEqual(PLAN_KEYS[key].max)
      }
    }),
    { seed: 3, numRuns: 200 },
  )
})

test('more guidance never moves a key back', () => {
  fc.assert(
    fc.property(anyDeltas, anyGuidance, anyGuidance, (wanted, one, other) => {
      const less = buildPlan(wanted, {}, Math.min(one, other))
      const more = buildPlan(wanted, {}, Math.max(one, other))
      for (const key of PLAN_KEY_NAMES) expect(Math.abs(more[key])).toBeGreaterThanOrEqual(Math.abs(less[key]))
    }),
    { seed: 3, numRuns: 200 },
  )
})

test('a value is untouched up to 65 % of its bound and bent above', () => {
  expect(buildPlan({ bass: 6.5 }, {}, 1).bass).toBeCloseTo(6.5)
  expect(buildPlan({ bass: 10 }, {}, 1).bass).toBeGreaterThan(9)
  expect(buildPlan({ bass: 10 }, {}, 1).bass).toBeLessThan(10)
})

test('the negative prompt pulls against the prompt, at guidance 0 too', () => {
  const unwanted = shippedReader().readNegative('distorted').deltas
  expect(buildPlan({ drive: 0.42 }, unwanted, 1).drive).toBe(0)
  expect(buildPlan({}, shippedReader().readNegative('harshness').deltas, 0).pres).toBeLessThan(-2)
})

test('overrides replace keys, and nonsense is refused', () => {
  const plan = buildPlan({ wet: 0.3 }, {}, 1)
  expect(withOverrides(plan, { wet: 0.5, rt: 1 })).toMatchObject({ wet: 0.5, rt: 1 })
  const code = expect.objectContaining({ code: 'plan_invalid' })
  expect(() => withOverrides(plan, { wet: 3 })).toThrow(code)
  expect(() => withOverrides(plan, { wet: Number.NaN })).toThrow(code)
  expect(() => withOverrides(plan, { reverb: 1 } as unknown as { wet: number })).toThrow(RestyleError)
})

test('the JSON schema names every key with its bounds', () => {
  const schema = planJsonSchema()
  expect(Object.keys(schema.properties)).toEqual([...PLAN_KEY_NAMES])
  expect(schema.properties.tilt).toMatchObject({ minimum: -4.5, maximum: 4, default: 0 })
})

test('every lexicon term moves the plan of a clip that has something of everything', () => {
  const half = Object.fromEntries(PLAN_KEY_NAMES.map((key) => [key, PLAN_KEYS[key].max / 2]))
  const plan = buildPlan(half, {}, 1)
  for (const { name, deltas } of shippedLexicon().terms) {
    const sum = Object.fromEntries(PLAN_KEY_NAMES.map((key) => [key, half[key] + (deltas[key] ?? 0)]))
    expect(buildPlan(sum, {}, 1), name).not.toEqual(plan)
  }
})
