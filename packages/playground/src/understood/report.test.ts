import { expect, test } from 'vitest'
import { restyleReport } from './report.ts'

test('the report of the restyle engine is read, with lists where it has none', () => {
  const report = { understood: [{ term: 'dark' }], asked: { tilt: -1 } }
  expect(restyleReport({ engine: 'dsp-restyle', report })).toEqual({ ...report, avoided: [], ignored: [] })
  expect(restyleReport({ report: { engine: 'dsp-restyle' } })).toMatchObject({ understood: [] })
})

test('what another engine says, or nothing, is no such report', () => {
  expect(restyleReport({ engine: 'stable-audio-3', report: { seeds: [1] } })).toBeUndefined()
  expect(restyleReport({ engine: 'dsp-restyle' })).toBeUndefined()
})
