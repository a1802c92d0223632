import { expect, test } from 'vitest'
import { parameters } from './parameters.ts'

test('inputs are told in the order of the form, with default and range', () => {
  const schema = {
    required: ['prompt'],
    'x-order-properties': ['prompt', 'duration', 'output_format', 'loras', 'plan', 'gone'],
    properties: {
      plan: { type: 'object', properties: Object.fromEntries([...'abcdefghij'].map((key) => [key, {}])) },
      duration: { type: 'number', description: 'Seconds.', minimum: 1, maximum: 120, default: 30 },
      prompt: { type: 'string', description: 'What.', maxLength: 10_000, default: '' },
      output_format: { type: 'string', enum: ['mp3', 'wav'], default: 'mp3' },
      loras: { type: 'array', maxItems: 8, items: { type: 'object', properties: { path: {}, scale: {} } } },
    },
  }
  expect(parameters(schema)).toEqual([
    { name: 'prompt', type: 'string', required: true, description: 'What.', range: '≤ 10000' },
    { name: 'duration', type: 'number', required: false, description: 'Seconds.', initial: '30', range: '1–120' },
    { name: 'output_format', type: 'string', required: false, description: '', initial: '"mp3"', range: 'mp3, wav' },
    { name: 'loras', type: 'array', required: false, description: '', range: '{ path, scale }' },
    { name: 'plan', type: 'object', required: false, description: '', range: '{ a, b, c, d, e, f, g, h … }' },
  ])
})
