import { expect, test } from 'vitest'
import { formFields } from './form-fields.ts'
import { missingInputs } from './missing-inputs.ts'

const FIELDS = formFields(
  {
    required: ['audio', 'prompt'],
    'x-order-properties': ['audio', 'prompt', 'regions', 'negative_prompt'],
    properties: { prompt: { type: 'string' }, negative_prompt: { type: 'string' } },
  },
  [],
)

test('an empty desk lacks what the schema requires', () => {
  expect(missingInputs(FIELDS, { input: { prompt: '  ' }, runIds: [] })).toEqual(['audio', 'prompt'])
})

test('a clip and a prompt are enough', () => {
  const source = { url: 'http://a/b.mp3', name: 'b.mp3' }
  expect(missingInputs(FIELDS, { source, input: { prompt: 'warm' }, runIds: [] })).toEqual([])
})

test('stretches that were all taken away are missing, for the server would choose some by itself', () => {
  const source = { url: 'http://a/b.mp3', name: 'b.mp3' }
  expect(missingInputs(FIELDS, { source, input: { prompt: 'warm', regions: [] }, runIds: [] })).toEqual(['regions'])
})
