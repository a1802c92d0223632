import { expect, test } from 'vitest'
import { billingQuestion, isFilteredRecords, readRecordFilters, writeRecordFilters } from './record-filters.ts'

const read = (query: string) => readRecordFilters(new URLSearchParams(query))

test('filters and page survive the way through the address', () => {
  const query = 'type=refund&model=music&from=2026-11-01&to=2026-11-25&page=3'
  expect(writeRecordFilters(read(query)).toString()).toBe(query)
})

test('nonsense in the address shows the first page of everything', () => {
  expect(read('type=gift&page=-2&model=x')).toEqual({ page: 1 })
  expect(writeRecordFilters(read('page=1.5')).toString()).toBe('')
})

test('a page alone is no filter', () => {
  expect(isFilteredRecords(read('page=2'))).toBe(false)
  expect(isFilteredRecords(read('type=deduct&page=2'))).toBe(true)
})

test('the question is in the words of the API', () => {
  expect(billingQuestion(read('type=deduct&model=music'))).toEqual({
    page: 1,
    page_size: 20,
    sort: 'created_at DESC',
    billing_type: 'deduct',
    model_uuid: 'stability-ai/stable-audio-3/music',
  })
})
