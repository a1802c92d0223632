import { expect, test } from 'vitest'
import type { Prediction, Run } from '../../runs/run.ts'
import { resultMarks } from './result-clips.ts'

const run = (change: Partial<Prediction>): Run => ({
  prediction: {
    ...{ id: 'a', model: 'm', outputs: [], urls: { get: '' }, has_nsfw_contents: [], status: 'completed' },
    ...{ created_at: '', error: '', executionTime: 0, timings: { inference: 0 }, input: {}, seed: 7 },
    ...change,
  },
})

test('the results of a batch carry the seeds that made them', () => {
  const runs = new Map([
    [
      'a',
      run({
        outputs: ['http://h/1.mp3', 'http://h/2.mp3'],
        input: { init_noise_level: 0.5, prompt: 'Su altı, slow …' },
      }),
    ],
  ])
  expect(resultMarks(['a'], runs)).toEqual([
    { url: 'http://h/1.mp3', name: 'su-altı-slow-0.5-7.mp3', runId: 'a', seed: 7, strength: 0.5, edited: false },
    { url: 'http://h/2.mp3', name: 'su-altı-slow-0.5-8.mp3', runId: 'a', seed: 8, strength: 0.5, edited: false },
  ])
})

test('runs that go on, failed or are not known have no results', () => {
  const runs = new Map([
    ['a', run({ status: 'processing' })],
    ['b', run({ status: 'failed' })],
  ])
  expect(resultMarks(['a', 'b', 'c'], runs)).toEqual([])
})

test('a result of an edited plan is marked', () => {
  const runs = new Map([['a', run({ outputs: ['http://h/1.mp3'], input: { plan: { wet: 0.4 } } })]])
  expect(resultMarks(['a'], runs)[0]).toMatchObject({ edited: true })
})
