import { expect, test } from 'vitest'
import type { Run } from '../runs/run.ts'
import { besideSource, heardClip, originOf } from './heard-clip.ts'

const clip = (url: string, runId: string) => ({ url, name: url, runId, seed: 1 })
const run = (audio: unknown) => ({ prediction: { input: { audio } } }) as unknown as Run

const RUNS = new Map([
  ['new', run('http://h/other.mp3')],
  ['old', run('http://h/mine.mp3')],
  ['words', run(undefined)],
])
const RESULTS = [clip('http://h/2.mp3', 'new'), clip('http://h/1.mp3', 'old')]
const SOURCE = { url: 'http://h/mine.mp3', name: 'mine.mp3' }

test('the newest result of the clip on the desk is heard, not a newer one of another clip', () => {
  expect(heardClip(RESULTS, RUNS, { source: SOURCE, input: {}, runIds: [] })?.runId).toBe('old')
})

test('what was chosen by hand is heard, whatever it was made from', () => {
  const desk = { source: SOURCE, input: {}, runIds: [], selected: 'http://h/2.mp3' }
  expect(heardClip(RESULTS, RUNS, desk)?.runId).toBe('new')
})

test('without a clip on the desk the newest result is heard', () => {
  expect(heardClip(RESULTS, RUNS, { input: {}, runIds: [] })?.runId).toBe('new')
})

test('a fresh clip has no result yet', () => {
  const source = { url: 'http://h/fresh.mp3', name: 'fresh.mp3' }
  expect(heardClip(RESULTS, RUNS, { source, input: {}, runIds: [] })).toBeUndefined()
})

test('results of words are of no clip', () => {
  expect(originOf(RUNS, 'words')).toBeUndefined()
  expect(heardClip([clip('http://h/3.mp3', 'words')], RUNS, { source: SOURCE, input: {}, runIds: [] })?.runId).toBe(
    'words',
  )
})

test('beside a source stand its own results and those of words', () => {
  const words = clip('http://h/3.mp3', 'words')
  const { beside, others } = besideSource([...RESULTS, words], RUNS, SOURCE.url)
  expect(beside.map(({ runId }) => runId)).toEqual(['old', 'words'])
  expect(others.map(({ runId }) => runId)).toEqual(['new'])
})
