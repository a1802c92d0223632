import { expect, test } from 'vitest'
import { goingOn, learned, type Prediction, type Run } from './run.ts'

const prediction = (status: Prediction['status'], id = 'a'): Prediction => ({
  id,
  model: 'stability-ai/stable-audio-3/audio-to-audio',
  input: {},
  outputs: [],
  urls: { get: '' },
  has_nsfw_contents: [],
  status,
  created_at: '2026-11-25T15:00:00.000Z',
  error: '',
  executionTime: 0,
  timings: { inference: 0 },
  seed: 7,
})
const live: NonNullable<Run['live']> = {
  ...{ id: 'a', model: 'm', stage: 'mastering', fraction: 0.5, elapsed_ms: 9, heardAt: 1 },
  status: 'processing',
}

test('an answer that was overtaken by the end of its run does not take it back', () => {
  const ended = { prediction: prediction('completed') }
  expect(learned(ended, prediction('processing'))).toBe(ended)
})

test('how far a run is stays known until it ends', () => {
  const going = { prediction: prediction('created'), live }
  expect(learned(going, prediction('processing'))).toEqual({ prediction: prediction('processing'), live })
  expect(learned(going, prediction('failed'))).toEqual({ prediction: prediction('failed') })
})

test('what was heard before the run was known is not lost', () => {
  expect(learned(undefined, prediction('processing'), live).live).toBe(live)
})

test('a run that begins or ends changes what goes on, its progress does not', () => {
  const of = (...all: Prediction[]) => goingOn(new Map(all.map((one) => [one.id, { prediction: one }])))
  expect(of(prediction('created'))).toBe(of(prediction('processing')))
  expect(of(prediction('created'))).not.toBe(of(prediction('failed')))
  expect(of(prediction('created'))).not.toBe(of(prediction('created'), prediction('created', 'b')))
  expect(of(prediction('completed', 'b'))).toBe(of())
})
