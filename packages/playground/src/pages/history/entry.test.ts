import { expect, test } from 'vitest'
import type { Schemas } from '../../api/client.ts'
import type { Prediction, Run } from '../../runs/run.ts'
import { entryOf, fileNameOf, settingsOf, stateOf, withoutRepeats } from './entry.ts'

type Listed = Schemas['ListedPrediction']

const listed = (change: Partial<Listed> = {}): Listed => ({
  id: 'a',
  model: 'stability-ai/stable-audio-3/audio-to-audio',
  outputs: [],
  urls: { get: '' },
  has_nsfw_contents: [],
  status: 'processing',
  created_at: '2026-11-25T15:00:00.000Z',
  error: '',
  executionTime: 0,
  timings: { inference: 0 },
  seed: 7,
  price: 0.024,
  input: { prompt: 'warm tape' },
  ...change,
})

const run = (status: Prediction['status'], id = 'a'): Run => {
  const { price: _, ...prediction } = listed({ id, status })
  return { prediction: { ...prediction, input: {} } }
}

test('a run that ended since the list was asked for is shown as ended, with its price and its inputs', () => {
  const { listed: shown } = entryOf(listed(), run('completed'))
  expect(shown).toMatchObject({ status: 'completed', price: 0.024, input: { prompt: 'warm tape' } })
})

test('what the list calls ended stays ended, whatever was heard before', () => {
  expect(entryOf(listed({ status: 'completed' }), run('processing')).listed.status).toBe('completed')
})

test('pages that overlap show each run once, in their order', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((id) => listed({ id })) as [Listed, Listed, Listed]
  const ids = withoutRepeats([
    [a, b],
    [b, c],
  ]).map(({ id }) => id)
  expect(ids).toEqual(['a', 'b', 'c'])
})

test('a cancelled run is told from one that failed', () => {
  const lost = 'The task was given up because the server went down 3 times in the middle of it.'
  expect(stateOf({ status: 'failed', code: 1405, error: 'Cancelled by the owner.' })).toBe('cancelled')
  expect(stateOf({ status: 'failed', code: 1405, error: lost })).toBe('failed')
  expect(stateOf({ status: 'completed', code: 200, error: '' })).toBe('completed')
})

test('a desk gets the settings without what belonged to the one request', () => {
  expect(settingsOf({ prompt: 'a', negative_prompt: '', enable_sync_mode: true, webhook_url: 'https://a.b' })).toEqual({
    prompt: 'a',
  })
})

test('a download is named after the prompt and the seed of its own result', () => {
  const done = listed({ outputs: ['http://a/0.mp3', 'http://a/1.wav?x=1'], input: { prompt: 'Ilık bant, çok SICAK!' } })
  expect(fileNameOf(done, 0)).toBe('ilik-bant-cok-sicak-7.mp3')
  expect(fileNameOf(done, 1)).toBe('ilik-bant-cok-sicak-8.wav')
  expect(fileNameOf(listed({ input: { prompt: '…' }, outputs: ['x'] }), 0)).toBe('retimbre-7')
})
