import { expect, test } from 'vitest'
import { ApiError } from '../../api/api-error.ts'
import { turkish } from '../../i18n/server-words/turkish/turkish.ts'
import { fieldErrorOf } from './field-errors.ts'

const refusal = (message: string): ApiError => new ApiError('INVALID_PARAMETER', 400, message)

test.each([
  ['field "prompt" is required', 'prompt', 'Is required.', 'Boş bırakılamaz.'],
  [
    'field "duration" must be a number between 1 and 120',
    'duration',
    'Must be a number between 1 and 120.',
    '1 ile 120 arasında bir sayı olmalı.',
  ],
  [
    'field "seed" must be an integer between 0 and 4,294,967,295',
    'seed',
    'Must be an integer between 0 and 4,294,967,295.',
    '0 ile 4.294.967.295 arasında bir tam sayı olmalı.',
  ],
  [
    'field "plan.wet" must be a number between 0 and 0.85',
    'plan',
    'plan.wet: must be a number between 0 and 0.85',
    '“Reverb” 0 ile 0,85 arasında bir sayı olmalı.',
  ],
  [
    'field "regions[1].end_seconds" must be greater than its "start_seconds"',
    'regions',
    'regions[1].end_seconds: must be greater than its "start_seconds"',
    '“2. bölümün sonu” kendi başlangıcından büyük olmalı.',
  ],
  [
    'field "mask_end_seconds" must be greater than "mask_start_seconds"',
    'regions',
    'Must be greater than "mask_start_seconds".',
    '“Bölüm başı” değerinden büyük olmalı.',
  ],
  [
    'fields "extend_seconds_before" and "extend_seconds_after" must not both be 0',
    'extend_seconds_before',
    'Must not both be 0.',
    '“Öncesine ekle” ve “Sonrasına ekle” aynı anda 0 olamaz.',
  ],
])('%s is shown at %s', (message, field, en, tr) => {
  expect(fieldErrorOf(refusal(message), 'en')).toEqual({ field, text: en })
  expect(fieldErrorOf(refusal(message), 'tr', turkish)).toEqual({ field, text: tr })
})

test('a sentence without a translation is shown as the server wrote it', () => {
  const unknown = refusal('field "model" is of no use here')
  expect(fieldErrorOf(unknown, 'tr', turkish)?.text).toBe('Is of no use here.')
  expect(fieldErrorOf(refusal('field "prompt" is required'), 'tr')?.text).toBe('Is required.')
})

test('what names no input is no error of a field', () => {
  expect(fieldErrorOf(refusal('The body is no JSON.'), 'en')).toBeUndefined()
  expect(fieldErrorOf(new ApiError('INTERNAL', 500, 'field "x" is'), 'en')).toBeUndefined()
  expect(fieldErrorOf(new Error('field "x" is required'), 'en')).toBeUndefined()
})
