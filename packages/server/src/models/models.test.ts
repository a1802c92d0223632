import { expect, test } from 'vitest'
import { readFields } from '../api/wavespeed/fields.ts'
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
const SHARED = { num_inference_steps: [8, 1, 100], guidance_scale: [1, 0, 25] }

test.each(Object.entries(CONTRACT))('%s has the contract’s defaults and ranges', (name, own) => {
  const model = findModel(`stability-ai/stable-audio-3/${name}`)
  if (!model) throw new Error('no such model')
  const { properties } = inputSchema(model)
  for (const [field, [fallback, minimum, maximum]] of Object.entries({ ...own, ...SHARED })) {
    expect(properties[field]).toMatchObject({ default: fallback, minimum, maximum })
  }
  expect(properties.output_format).toMatchObject({ default: 'mp3' })
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
