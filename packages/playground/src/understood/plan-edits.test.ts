import { expect, test } from 'vitest'
import type { Prediction } from '../runs/run.ts'
import { handSet, isAtWork, withValue, wordsPlan } from './plan-edits.ts'

function run(input: Record<string, unknown>, asked: Record<string, number> | undefined): Prediction {
  return {
    ...{ id: 'id', model: 'm', outputs: [], urls: { get: '' }, has_nsfw_contents: [], status: 'completed' as const },
    ...{ created_at: '', error: '', executionTime: 1, timings: { inference: 1 }, seed: 1 },
    engine: 'dsp-restyle',
    engine_version: '1',
    input,
    report: { understood: [], avoided: [], ignored: [], ...(asked && { asked }) },
  }
}

const DARK = { prompt: 'dark' }

test('a run tells what the words gave every key that was not set by hand in it', () => {
  const words = wordsPlan(run({ ...DARK, plan: { wet: 0.5 } }, { wet: 0.5, tilt: -1.3 }), [])
  expect(words('tilt')).toBe(-1.3)
  expect(words('pitch')).toBe(0)
  expect(words('wet')).toBeUndefined()
})

test('another run of the same words tells the rest', () => {
  const edited = run({ ...DARK, seed: 4, plan: { wet: 0.5 } }, { wet: 0.5, tilt: -1.3 })
  const first = run({ ...DARK, seed: 3, negative_prompt: '', guidance_scale: 1 }, { wet: 0.2, tilt: -1.3 })
  expect(wordsPlan(edited, [first])('wet')).toBe(0.2)
})

test.each([
  ['another prompt', run({ prompt: 'bright' }, { wet: 0.2 })],
  ['another guidance', run({ ...DARK, guidance_scale: 3 }, { wet: 0.2 })],
  ['another negative prompt', run({ ...DARK, negative_prompt: 'drums' }, { wet: 0.2 })],
  ['another version of the engine', { ...run(DARK, { wet: 0.2 }), engine_version: '2' }],
  ['the same key set by hand', run({ ...DARK, plan: { wet: 0.1 } }, { wet: 0.1 })],
  ['a report without a plan', run(DARK, undefined)],
])('a run of %s tells nothing', (_, other) => {
  expect(wordsPlan(run({ ...DARK, plan: { wet: 0.5 } }, { wet: 0.5 }), [other])('wet')).toBeUndefined()
})

const words = wordsPlan(run(DARK, { wet: 0.2, tilt: -1.3 }), [])

test('only what differs from the words is set, as finely as a report is', () => {
  expect(withValue(undefined, 'wet', 0.1 + 0.2, words)).toEqual({ wet: 0.3 })
  expect(withValue({ wet: 0.3 }, 'pitch', 2, words)).toEqual({ wet: 0.3, pitch: 2 })
  expect(withValue({ wet: 0.3, pitch: 2 }, 'wet', 0.2, words)).toEqual({ pitch: 2 })
  expect(withValue({ pitch: 2 }, 'pitch', 0, words)).toBeUndefined()
})

test('0 switches off what the words asked for, and is not the same as leaving it to them', () => {
  expect(withValue(undefined, 'wet', 0, words)).toEqual({ wet: 0 })
  expect(withValue({ wet: 0 }, 'wet', undefined, words)).toBeUndefined()
})

test('a key whose value by the words nobody knows stays set until it is left to them', () => {
  const unknown = wordsPlan(run({ ...DARK, plan: { wet: 0.5 } }, { wet: 0.5 }), [])
  expect(withValue({ wet: 0.5 }, 'wet', 0, unknown)).toEqual({ wet: 0 })
  expect(withValue({ wet: 0.5 }, 'wet', undefined, unknown)).toBeUndefined()
})

test('what acts is shown, and what somebody set or had set', () => {
  expect(isAtWork('tilt', undefined, words, {})).toBe(true)
  expect(isAtWork('pitch', undefined, words, {})).toBe(false)
  expect(isAtWork('pitch', { pitch: 0 }, words, {})).toBe(true)
  const edited = run({ ...DARK, plan: { pan: 0.5 } }, { pan: 0.5 })
  expect(isAtWork('pan', undefined, wordsPlan(edited, []), handSet(edited))).toBe(true)
})
