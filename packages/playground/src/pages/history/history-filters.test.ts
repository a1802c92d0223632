import { expect, test } from 'vitest'
import { isFiltered, questionOf, readFilters, writeFilters } from './history-filters.ts'

const read = (query: string) => readFilters(new URLSearchParams(query))

test('filters survive the way through the address', () => {
  const query = 'model=audio-to-audio&status=failed&from=2026-11-20&to=2026-11-25'
  expect(writeFilters(read(query)).toString()).toBe(query)
})

test('an address with nonsense shows everything', () => {
  expect(read('model=gpt&status=cancelled&from=soon')).toEqual({})
  expect(isFiltered(read('page=3'))).toBe(false)
})

test('the question names the model by its whole id and the days by their first and last moment', () => {
  const question = questionOf(read('model=music&from=2026-11-20'))
  expect(question.model).toBe('stability-ai/stable-audio-3/music')
  expect(question.created_after).toBe(new Date('2026-11-20T00:00:00').toISOString())
  expect(question).not.toHaveProperty('created_before')
  expect(question).not.toHaveProperty('status')
})
