import { expect, test } from 'vitest'
import { DIFFUSION } from '../testing/memory-house.test.fixture.ts'
import { AUTHORIZED, memoryServer } from '../testing/memory-server.test.fixture.ts'

const CLIP = { audio: 'https://audio.example.org/guitar.mp3', prompt: 'dusk' }
const WORDS = { prompt: 'dusk' }

async function submit(model: string, payload: object, engine = DIFFUSION) {
  const { app, house } = memoryServer()
  house.installed.engine = engine
  const url = `/api/v3/stability-ai/stable-audio-3/${model}`
  const response = await app.inject({ method: 'POST', url, headers: AUTHORIZED, payload })
  const [prediction] = house.predictions.all.values()
  return { body: response.json(), prediction, balance: house.predictions.balance.microdollars }
}

test.each([
  ['audio-to-audio', CLIP, 24_000, { kind: 'audio-to-audio', durationSeconds: 30, initNoiseLevel: 0.9 }],
  ['music', WORDS, 21_700, { kind: 'words', durationSeconds: 30 }],
  ['text-to-audio', { ...WORDS, duration: 2.5 }, 20_600, { kind: 'words', durationSeconds: 2.5 }],
  [
    'audio-inpainting',
    CLIP,
    44_200,
    { kind: 'inpainting', regions: [{ startSeconds: 0, endSeconds: 5 }], paste: 'audio' },
  ],
  [
    'audio-outpainting',
    { ...CLIP, extend_seconds_before: 3, paste: 'none' },
    44_600,
    { kind: 'outpainting', beforeSeconds: 3, afterSeconds: 5, paste: 'none' },
  ],
] as const)('%s is taken in with what it is to make, at its price', async (model, payload, price, mode) => {
  const { prediction, balance } = await submit(model, payload)
  expect(prediction).toMatchObject({ render: { mode, batchSize: 1, loras: [] }, priceMicrodollars: price })
  expect(balance).toBe(1_000_000 - price)
})

test('the extensions reach the engine in its own terms', async () => {
  const { prediction } = await submit('audio-inpainting', {
    ...CLIP,
    ...{ model: 'small-music', schedule: 'upstream', sampler: 'dpmpp', batch_size: 3, seed: 11 },
    loras: [{ path: 'tape', scale: 0.5 }, { path: 'choir' }],
    regions: [
      { start_seconds: 1, end_seconds: 2 },
      { start_seconds: 4, end_seconds: 6.5 },
    ],
  })
  expect(prediction).toMatchObject({
    seed: 11,
    render: {
      ...{ checkpoint: 'small-music', schedule: 'upstream', sampler: 'dpmpp', batchSize: 3 },
      loras: [
        { name: 'tape', strength: 0.5 },
        { name: 'choir', strength: 1 },
      ],
      mode: {
        regions: [
          { startSeconds: 1, endSeconds: 2 },
          { startSeconds: 4, endSeconds: 6.5 },
        ],
      },
    },
  })
})

test.each<[string, object, string]>([
  [
    'music',
    { ...WORDS, model: 'large' },
    'field "model" must be a checkpoint that is installed here for this model: one of [small-music medium]',
  ],
  [
    'text-to-audio',
    { ...WORDS, model: 'small-music' },
    'field "model" must be a checkpoint that is installed here for this model: one of [medium]',
  ],
  [
    'music',
    { ...WORDS, loras: [{ path: 'tape' }, { path: '../secret' }] },
    'field "loras[1].path" must be a LoRA that is installed here: one of [tape choir]',
  ],
  [
    'audio-to-audio',
    { ...CLIP, duration: 61 },
    'field "duration" must be at most 60: the checkpoint "small-music" makes results of up to 60 seconds',
  ],
  [
    'music',
    { ...WORDS, duration: 101, model: 'medium' },
    'field "duration" must be at most 100: the checkpoint "medium" makes results of up to 100 seconds',
  ],
  [
    'audio-outpainting',
    { ...CLIP, extend_seconds_before: 95 },
    'fields "extend_seconds_before" and "extend_seconds_after" leave no room for the clip: the checkpoint "medium" makes ' +
      'results of up to 100 seconds',
  ],
  [
    'audio-inpainting',
    { ...CLIP, mask_start_seconds: 100, mask_end_seconds: 101 },
    'the stretch to be made anew begins beyond the longest clip: the checkpoint "medium" makes results of up to 100 seconds',
  ],
])('%s with %j is refused before anything is charged', async (model, payload, message) => {
  const { body, prediction, balance } = await submit(model, payload)
  expect(body).toMatchObject({ code: 400, error_code: 'INVALID_PARAMETER', message })
  expect(prediction).toBeUndefined()
  expect(balance).toBe(1_000_000)
})

test('a checkpoint is refused where the embedded engine is all there is, with what would install one', async () => {
  const { installed } = memoryServer().house
  const { body } = await submit('audio-to-audio', { ...CLIP, model: 'small-music' }, installed.engine)
  expect(body.message).toMatch(/there is none; run "retimbre pull small-music"/)
})

test.each([
  ['music', WORDS, 'retimbre pull small-music'],
  ['text-to-audio', WORDS, 'retimbre pull small-sfx'],
  ['audio-inpainting', CLIP, 'retimbre pull medium'],
  ['audio-outpainting', CLIP, 'retimbre pull medium'],
])('%s without a checkpoint is refused with what would install one', async (model, payload, words) => {
  const { body } = await submit(model, payload, memoryServer().house.installed.engine)
  expect(body).toMatchObject({ code: 404, error_code: 'MODEL_NOT_INSTALLED', message: expect.stringContaining(words) })
})

test('the catalogue shows which checkpoints and LoRA files a model can be asked for with', async () => {
  const { app, house } = memoryServer()
  house.installed.engine = DIFFUSION
  const { data } = (await app.inject({ url: '/api/v3/models', headers: AUTHORIZED })).json()
  expect(data).toHaveLength(5)
  expect(data[2].engine).toMatchObject({
    name: 'stable-audio-3',
    checkpoints: [{ name: 'medium', longest_seconds: 100 }],
    loras: ['tape', 'choir'],
  })
})

test('a LoRA that is named twice is refused by its second place', async () => {
  const { body, balance } = await submit('music', { ...WORDS, loras: [{ path: 'tape' }, { path: 'tape', scale: 0.5 }] })
  expect(body).toMatchObject({ code: 400, message: expect.stringContaining('"loras[1].path" is given twice') })
  expect(balance).toBe(1_000_000)
})

test('a published checkpoint that is not here is refused with how to install it, if it would serve the model', async () => {
  const { body } = await submit('music', { ...WORDS, model: 'medium-base' })
  expect(body.message).toContain('one of [small-music medium]; run "retimbre pull medium-base"')
  expect((await submit('music', { ...WORDS, model: 'small-sfx' })).body.message).not.toContain('pull')
})

test('a task carries who was to make it', async () => {
  expect((await submit('music', WORDS)).prediction).toMatchObject({ render: { expectedEngine: 'stable-audio-3' } })
})
