import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { planOutpainting } from './editing/outpainting.ts'
import type { OpenOptions } from './open-options.ts'
import type { GenerateEvent, GenerateRequest } from './request.ts'
import { StableAudio } from './stable-audio.ts'
import { CLIP, eventsOf, itemsOf, SHORT, stagesOf } from './testing/generation.test.fixture.ts'
import { relativeError } from './testing/golden.test.fixture.ts'
import { type GoldenCheckpoint, goldenCheckpoint } from './testing/golden-checkpoint.test.fixture.ts'

let checkpoint: GoldenCheckpoint
let model: StableAudio
beforeAll(async () => {
  checkpoint = await goldenCheckpoint('small')
  model = await StableAudio.open(checkpoint.folder, { threads: 2 })
})
afterAll(async () => {
  await model.close()
  checkpoint.dispose()
})

async function withModel<Result>(options: OpenOptions, use: (opened: StableAudio) => Promise<Result>): Promise<Result> {
  const opened = await StableAudio.open(checkpoint.folder, { threads: 2, ...options })
  try {
    return await use(opened)
  } finally {
    await opened.close()
  }
}

test('a generation goes from words to steps to sound, and every step shows the latents as they are', async () => {
  const events = await eventsOf(model, { ...SHORT, initAudio: { audio: CLIP, noiseLevel: 0.8, cacheKey: 'stages' } })
  expect([...new Set(stagesOf(events))]).toEqual(['text', 'encode', 'step', 'decode', 'generated'])
  const steps = events.filter((event) => event.type === 'progress' && event.stage === 'step')
  expect(steps.map(({ done, total }) => `${done} of ${total}`)).toEqual(['1 of 3', '2 of 3', '3 of 3'])
  const [item] = events.filter((event) => event.type === 'generated')
  expect(steps.at(-1)?.latents).toEqual(item?.latents)
  expect(item?.audio.left).toHaveLength(44_100)
  expect(item?.latents).toHaveLength(256 * (item?.frames ?? 0))
})

test('a batch is its items run alone, each with its own words and seed', async () => {
  const items = [
    { prompt: 'lofi house loop', seed: 7 },
    { prompt: 'rain', seed: 8 },
  ]
  const together = await itemsOf(model, { ...SHORT, items })
  const alone = [
    ...(await itemsOf(model, { ...SHORT, items: [items[0]] })),
    ...(await itemsOf(model, { ...SHORT, items: [items[1]] })),
  ]
  expect(together.map(({ seed }) => seed)).toEqual([7, 8])
  expect(together.map(({ latents }) => latents)).toEqual(alone.map(({ latents }) => latents))
  expect(together[0].latents).not.toEqual(together[1].latents)
})

test('a clip that was heard before is not encoded again, and the result is the same', async () => {
  const request = { ...SHORT, initAudio: { audio: CLIP, noiseLevel: 0.5 } }
  const [first, second] = [await eventsOf(model, request), await eventsOf(model, request)]
  expect(stagesOf(first)).toContain('encode')
  expect(stagesOf(second)).not.toContain('encode')
  const audioOf = (events: GenerateEvent[]) => events.filter((event) => event.type === 'generated')[0].audio
  expect(audioOf(second)).toEqual(audioOf(first))
})

test('with sound pasted back, all that was to be kept is the source bit for bit', async () => {
  const plan = planOutpainting({ audio: CLIP, afterSeconds: 2, longestSeconds: 30 })
  const { audio, regions, durationSeconds } = plan
  const [pasted] = await itemsOf(model, { ...SHORT, durationSeconds, inpainting: { audio, regions, paste: 'audio' } })
  const fade = 0.03 * 44_100
  const kept = 3 * 44_100 - Math.round(fade)
  expect(pasted.audio.right).toHaveLength(5 * 44_100)
  expect(pasted.audio.right.subarray(0, kept)).toEqual(CLIP.right.subarray(0, kept))
  expect(pasted.audio.right.subarray(3 * 44_100).some((sample) => sample !== 0)).toBe(true)
})

test('pasted latents are the source’s own in the kept frames', async () => {
  const regions = [{ startSeconds: 1, endSeconds: 2 }]
  const request = { ...SHORT, durationSeconds: 3, inpainting: { audio: CLIP, regions, paste: 'latent' as const } }
  const [pasted] = await itemsOf(model, request)
  const [other] = await itemsOf(model, { ...request, items: [{ prompt: 'other words', seed: 99 }] })
  expect(pasted.latents[0]).toBe(other.latents[0])
  const made = Math.ceil(44_100 / 4096)
  expect(pasted.latents[made]).not.toBe(other.latents[made])
})

test('regions outside the clip are refused before anything runs', async () => {
  const regions = [{ startSeconds: 0.5, endSeconds: 2 }]
  const events = eventsOf(model, { ...SHORT, inpainting: { audio: CLIP, regions, paste: 'audio' } })
  await expect(events).rejects.toMatchObject({ code: 'option_out_of_range' })
})

test('the two schedules start from a clip in two ways, and agree when there is none', async () => {
  const latentsOf = async (change: Partial<GenerateRequest>) =>
    (await itemsOf(model, { ...SHORT, ...change }))[0].latents
  const initAudio = { audio: CLIP, noiseLevel: 0.7 }
  expect(await latentsOf({ schedule: 'upstream' })).toEqual(await latentsOf({ schedule: 'monotone' }))
  expect(await latentsOf({ schedule: 'upstream', initAudio })).not.toEqual(
    await latentsOf({ schedule: 'monotone', initAudio }),
  )
})

test('int8 weights are made once, told as progress, and give nearly the same clip', async () => {
  const derivedFolder = join(checkpoint.folder, 'derived')
  const [exact] = await itemsOf(model, SHORT)
  const run = () => withModel({ precision: 'int8', derivedFolder }, (opened) => eventsOf(opened, SHORT))
  const [first, second] = [await run(), await run()]
  expect(stagesOf(first)[0]).toBe('prepare')
  expect(stagesOf(second)).not.toContain('prepare')
  const prepared = first.filter((event) => event.type === 'progress' && event.stage === 'prepare')
  const bytes = prepared.map(({ done }) => done)
  expect(new Set(bytes).size).toBeGreaterThan(2)
  expect(bytes).toEqual([...new Set(bytes)].sort((one, other) => one - other))
  expect(bytes.at(-1)).toBe(prepared[0].total)
  expect(new Set(prepared.map(({ total }) => total)).size).toBe(1)
  const [item] = second.filter((event) => event.type === 'generated')
  const error = relativeError(item.latents, exact.latents)
  expect(error).toBeGreaterThan(0)
  expect(error).toBeLessThan(0.05)
})

test('an execution provider that is not here is an error, or a warning when the CPU may stand in', async () => {
  await expect(StableAudio.open(checkpoint.folder, { provider: 'dml' })).rejects.toMatchObject({
    code: 'provider_unavailable',
  })
  await withModel({ provider: 'dml', allowProviderFallback: true }, async ({ info }) => {
    expect(info.provider).toBe('cpu')
    expect(info.warnings[0]).toContain('dml is not available')
  })
})
