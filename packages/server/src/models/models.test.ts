import { expect, test } from 'vitest'
import { readFields } from '../api/wavespeed/fields.ts'
import { ServerError } from '../errors.ts'
import { audioInpainting } from './audio-inpainting.ts'
import { audioOutpainting } from './audio-outpainting.ts'
import { findModel, MODELS } from './catalogue.ts'
import { inputSchema } from './input-schema.ts'

/** Defaults and ranges of the API contract, section 7: default, minimum, maximum. */
const CONTRACT: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  'audio-to-audio': { duration: [30, 1, 120], init_noise_level: [0.9, 0, 1] },
  music: { duration: [30, 1, 120] },
  'text-to-audio': { duration: [30, 1, 120] },
  'audio-inpainting': { mask_start_seconds: [0, 0, 380], mask_end_seconds: [5, 0, 380] },
  'audio-outpainting': { extend_seconds_before: [0, 0, 380], extend_seconds_after: [5, 0, 380] },
}
const SHARED = { num_inference_steps: [8, 1, 100], guidance_scale: [1, 0, 25], batch_size: [1, 1, 4] }

test.each(Object.entries(CONTRACT))('%s has the contract’s defaults and ranges', (name, own) => {
  const model = findModel(`stability-ai/stable-audio-3/${name}`)
  if (!model) throw new Error('no such model')
  const { properties } = inputSchema(model)
  for (const [field, [fallback, minimum, maximum]] of Object.entries({ ...own, ...SHARED })) {
    expect(properties[field]).toMatchObject({ default: fallback, minimum, maximum })
  }
  expect(properties.output_format).toMatchObject({ default: 'mp3' })
  for (const field of ['seed', 'model', 'schedule', 'sampler', 'loras']) {
    expect(properties[field]).toMatchObject({ title: expect.any(String), description: expect.any(String) })
    expect(properties[field]).not.toHaveProperty('default')
  }
})

test('the five models take what the contract says and are sorted in one narrow band', () => {
  const required = Object.fromEntries(MODELS.map((model) => [model.id.split('/').at(-1), inputSchema(model).required]))
  expect(required).toEqual({
    'audio-to-audio': ['audio', 'prompt'],
    music: ['prompt'],
    'text-to-audio': ['prompt'],
    'audio-inpainting': ['audio', 'prompt'],
    'audio-outpainting': ['audio', 'prompt'],
  })
  expect(MODELS.map((model) => model.sortOrder)).toEqual([9000, 9001, 9002, 9003, 9004])
})

/** What each model takes that is good, to be spoiled one input at a time. */
const GOOD: Readonly<Record<string, object>> = {
  'audio-to-audio': { audio: 'https://a.example/b.mp3', prompt: 'x' },
  music: { prompt: 'x' },
  'text-to-audio': { prompt: 'x' },
  'audio-inpainting': { audio: 'https://a.example/b.mp3', prompt: 'x' },
  'audio-outpainting': { audio: 'https://a.example/b.mp3', prompt: 'x' },
}

const REFUSED_BY_ALL: readonly (readonly [object, string])[] = [
  [{ prompt: '' }, 'field "prompt" is required'],
  [{ negative_prompt: [] }, 'field "negative_prompt" must be text of at most 10000 characters'],
  [{ num_inference_steps: 101 }, 'field "num_inference_steps" must be an integer between 1 and 100'],
  [{ guidance_scale: -1 }, 'field "guidance_scale" must be a number between 0 and 25'],
  [{ output_format: 'aiff' }, 'field "output_format" must be one of [mp3 wav flac ogg opus m4a aac]'],
  [{ seed: -1 }, 'field "seed" must be an integer between 0 and 4,294,967,295'],
  [{ batch_size: 5 }, 'field "batch_size" must be an integer between 1 and 4'],
  [{ batch_size: 1.5 }, 'field "batch_size" must be an integer between 1 and 4'],
  [{ model: 'x'.repeat(101) }, 'field "model" must be text of at most 100 characters'],
  [{ schedule: 'linear' }, 'field "schedule" must be one of [monotone upstream]'],
  [{ sampler: 'ddim' }, 'field "sampler" must be one of [pingpong euler dpmpp rk4]'],
  [{ loras: 'tape' }, 'field "loras" must be a list of at most 8 items'],
  [{ loras: Array(9).fill({ path: 'a' }) }, 'field "loras" must be a list of at most 8 items'],
  [{ loras: ['tape'] }, 'field "loras[0]" must be an object'],
  [{ loras: [{ path: 'a' }, { scale: 1 }] }, 'field "loras[1].path" is required'],
  [{ loras: [{ path: 'a', scale: 5 }] }, 'field "loras[0].scale" must be a number between -4 and 4'],
]
const REFUSED_LENGTH: readonly (readonly [object, string])[] = [
  [{ duration: 0.5 }, 'field "duration" must be a number between 1 and 120'],
  [{ duration: 121 }, 'field "duration" must be a number between 1 and 120'],
]
const REFUSED_PASTE: readonly (readonly [object, string])[] = [
  [{ paste: 'glue' }, 'field "paste" must be one of [none latent audio]'],
  [{ audio: '' }, 'field "audio" is required'],
]
const REFUSED: Readonly<Record<string, readonly (readonly [object, string])[]>> = {
  'audio-to-audio': [
    ...REFUSED_LENGTH,
    [{ audio: null }, 'field "audio" is required'],
    [{ init_noise_level: 1.01 }, 'field "init_noise_level" must be a number between 0 and 1'],
  ],
  music: REFUSED_LENGTH,
  'text-to-audio': REFUSED_LENGTH,
  'audio-inpainting': [
    ...REFUSED_PASTE,
    [{ mask_start_seconds: -1 }, 'field "mask_start_seconds" must be a number between 0 and 380'],
    [{ mask_end_seconds: 381 }, 'field "mask_end_seconds" must be a number between 0 and 380'],
    [{ regions: {} }, 'field "regions" must be a list of at most 32 items'],
    [{ regions: [{ start_seconds: 1 }] }, 'field "regions[0].end_seconds" is required'],
    [
      { regions: [{ start_seconds: -1, end_seconds: 1 }] },
      'field "regions[0].start_seconds" must be a number between 0 and 380',
    ],
  ],
  'audio-outpainting': [
    ...REFUSED_PASTE,
    [{ extend_seconds_before: 'a while' }, 'field "extend_seconds_before" must be a number between 0 and 380'],
    [{ extend_seconds_after: 380.5 }, 'field "extend_seconds_after" must be a number between 0 and 380'],
  ],
}

const SPOILED = Object.entries(REFUSED).flatMap(([name, own]) =>
  [...REFUSED_BY_ALL, ...own].map(([change, message]) => [name, change, message] as const),
)

test.each(SPOILED)('%s refuses %j: %s', (name, change, message) => {
  const inputs = findModel(`stability-ai/stable-audio-3/${name}`)?.inputs
  if (!inputs) throw new Error('no such model')
  expect(() => readFields(inputs, { ...GOOD[name], ...change })).toThrow(
    new ServerError('invalid_parameter', { detail: message }),
  )
})

test('a list may come as JSON in a text, its items are filled in, and an empty one counts as left out', () => {
  const read = (changes: object) =>
    readFields(audioInpainting.inputs, { ...GOOD['audio-inpainting'], ...changes }).known
  expect(read({ loras: '[{"path":"tape"}]' }).loras).toEqual([{ path: 'tape', scale: 1 }])
  expect(read({ regions: [{ start_seconds: '1', end_seconds: 2, note: 'x' }] }).regions).toEqual([
    { start_seconds: 1, end_seconds: 2 },
  ])
  expect(read({ regions: [] })).not.toHaveProperty('regions')
  expect(read({ loras: '' })).not.toHaveProperty('loras')
})

test('regions take the place of the mask, and each must have a length', () => {
  const regions = [
    { start_seconds: 0, end_seconds: 1 },
    { start_seconds: 3, end_seconds: 3 },
  ]
  expect(audioInpainting.conflict?.({ mask_start_seconds: 0, mask_end_seconds: 5, regions })).toBe(
    'field "regions[1].end_seconds" must be greater than its "start_seconds"',
  )
  const good = { mask_start_seconds: 9, mask_end_seconds: 5, regions: regions.slice(0, 1) }
  expect(audioInpainting.conflict?.(good)).toBeUndefined()
})

test.each(MODELS)('every default of $id is acceptable to its own schema', ({ inputs }) => {
  const { known } = readFields(inputs, {}, true)
  expect(readFields(inputs, known, true)).toEqual({ known, unknown: {} })
})

test('a mask must have a length, and an extension too', () => {
  expect(audioInpainting.conflict?.({ mask_start_seconds: 5, mask_end_seconds: 5 })).toMatch(/"mask_end_seconds"/)
  expect(audioInpainting.conflict?.({ mask_start_seconds: 4, mask_end_seconds: 5 })).toBeUndefined()
  expect(audioOutpainting.conflict?.({ extend_seconds_before: 0, extend_seconds_after: 0 })).toMatch(
    /must not both be 0/,
  )
  expect(audioOutpainting.conflict?.({ extend_seconds_before: 200, extend_seconds_after: 200 })).toMatch(/at most 380/)
  expect(audioOutpainting.conflict?.({ extend_seconds_before: 0, extend_seconds_after: 5 })).toBeUndefined()
})
