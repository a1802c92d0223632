import { expect, test } from 'vitest'
import { formFields, type InputSchema, keptValue } from './form-fields.ts'

const SCHEMA: InputSchema = {
  required: ['audio', 'prompt'],
  'x-order-properties': [
    ...['audio', 'prompt', 'duration', 'mask_start_seconds', 'output_format', 'seed', 'sampler', 'plan', 'new_thing'],
  ],
  properties: {
    audio: { type: 'string', title: 'Audio', 'x-ui-component': 'uploader' },
    prompt: { type: 'string', title: 'Prompt', description: 'What it should sound like.', maxLength: 10_000 },
    duration: { type: 'number', title: 'Duration', minimum: 1, maximum: 120, default: 30, step: 1 },
    mask_start_seconds: { type: 'number', minimum: 0, maximum: 380, default: 0 },
    output_format: { type: 'string', enum: ['mp3', 'wav'], default: 'mp3' },
    seed: { type: 'integer', minimum: 0, maximum: 4_294_967_295 },
    sampler: { type: 'string', enum: ['pingpong', 'euler'] },
    plan: { type: 'object' },
    new_thing: { type: 'number', title: 'New thing', minimum: 0, maximum: 10, default: 2 },
  },
}

test('the form has the order of the schema, with the less used inputs apart', () => {
  const { main, advanced } = formFields(SCHEMA, [])
  expect(main.map(({ name, kind }) => [name, kind])).toEqual([
    ['audio', 'source'],
    ['prompt', 'text'],
    ['duration', 'number'],
  ])
  expect(advanced.map(({ name, kind }) => [name, kind])).toEqual([
    ['output_format', 'choice'],
    ['seed', 'seed'],
    ['sampler', 'choice'],
    ['new_thing', 'number'],
  ])
  expect(main[0]?.required).toBe(true)
})

test('an input that this page has never heard of is still shown, by its schema', () => {
  const field = formFields(SCHEMA, []).advanced.at(-1)
  expect(field).toMatchObject({ title: 'New thing', kind: 'number', min: 0, max: 10, step: 0.1, initial: 2 })
})

test('what the engine ignores is apart from what it uses', () => {
  const { advanced, ignored } = formFields(SCHEMA, ['sampler', 'plan'])
  expect(advanced.map(({ name }) => name)).not.toContain('sampler')
  expect(ignored.map(({ name }) => name)).toEqual(['sampler'])
})

test('the desk keeps no value that is the default or empty', () => {
  const [, prompt, duration] = formFields(SCHEMA, []).main
  if (!prompt || !duration) throw new Error('no fields')
  expect(keptValue(duration, 30)).toBeUndefined()
  expect(keptValue(duration, 12)).toBe(12)
  expect(keptValue(prompt, '')).toBeUndefined()
  expect(keptValue(prompt, ' warm ')).toBe(' warm ')
})
