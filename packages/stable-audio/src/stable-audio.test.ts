import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeSafetensors } from './checkpoint/safetensors-writer.ts'
import { planOutpainting } from './editing/outpainting.ts'
import type { OpenOptions } from './open-options.ts'
import type { GeneratedItem, GenerateEvent, GenerateRequest } from './request.ts'
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

test('peaks are held under full scale unless the published clamp is asked for', async () => {
  const loud = { left: CLIP.left.map((sample) => sample * 40), right: CLIP.right.map((sample) => sample * 40) }
  const request = { ...SHORT, initAudio: { audio: loud, noiseLevel: 0.05 } }
  const peakOf = ({ audio }: GeneratedItem) => audio.left.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)
  const [limited] = await itemsOf(model, request)
  expect(peakOf(limited)).toBeLessThan(0.978)
  const [clamped] = await itemsOf(model, { ...request, peaks: 'clamp' })
  expect(peakOf(clamped)).toBeLessThanOrEqual(1)
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

test('a LoRA changes the result by its strength, and 0 is the checkpoint alone', async () => {
  const path = join(checkpoint.folder, 'tape.safetensors')
  const layer = 'model.transformer.layers.0.ff.ff.0.proj.parametrizations.weight.0'
  const values = (length: number) => [Float32Array.from({ length }, (_, index) => Math.sin(index) / 4)]
  await writeSafetensors(
    path,
    [
      { key: `${layer}.lora_A`, shape: [2, 128], storage: 'f16', values: () => values(256) },
      { key: `${layer}.lora_B`, shape: [1024, 2], storage: 'f16', values: () => values(2048) },
    ],
    { metadata: { lora_config: JSON.stringify({ rank: 2, alpha: 2, adapter_type: 'lora' }) } },
  )
  const [plain] = await itemsOf(model, SHORT)
  await withModel({ loras: [{ name: 'tape', path }] }, async (adapted) => {
    const at = async (tape: number) => (await itemsOf(adapted, { ...SHORT, loraStrengths: { tape } }))[0].latents
    expect(adapted.info.loras).toEqual(['tape'])
    expect(relativeError(await at(0), plain.latents)).toBeLessThan(1e-5)
    const [half, whole] = [await at(0.5), await at(1)]
    expect(relativeError(whole, plain.latents)).toBeGreaterThan(1e-3)
    expect(relativeError(half, plain.latents)).toBeLessThan(relativeError(whole, plain.latents))
  })
})

test('int8 weights are made once, told as progress, and give nearly the same clip', async () => {
  const derivedFolder = join(checkpoint.folder, 'derived')
  const [exact] = await itemsOf(model, SHORT)
  const run = () => withModel({ precision: 'int8', derivedFolder }, (opened) => eventsOf(opened, SHORT))
  const [first, second] = [await run(), await run()]
  expect(stagesOf(first)[0]).toBe('prepare')
  expect(stagesOf(second)).not.toContain('prepare')
  const [item] = second.filter((event) => event.type === 'generated')
  const error = relativeError(item.latents, exact.latents)
  expect(error).toBeGreaterThan(0)
  expect(error).toBeLessThan(0.15)
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
