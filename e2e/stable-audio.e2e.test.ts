import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { decode, encode } from '@retimbre/media'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { balance, catalogue, download, finished, prediction, submit, uploadClip, type WirePrediction } from './api.ts'
import { tune } from './clip.ts'
import { descendants } from './processes.ts'
import { type DataFolder, preparedDataFolder, type Service, startService, until } from './service.ts'
import { writeTinyCheckpoint, writeTinyLora } from './tiny-checkpoint.ts'

const FAMILY = 'stability-ai/stable-audio-3'
const RATE_HZ = 44_100
const CLIP_SECONDS = 3

// 8 s of latents at most are made, in two steps: some tenths of a second a render.
const QUICK = { prompt: 'a slow piano', num_inference_steps: 2, output_format: 'wav', seed: 7 }
const LONG = { prompt: 'a slow piano', duration: 30, num_inference_steps: 100, sampler: 'rk4', output_format: 'wav' }

let data: DataFolder
let service: Service
let small: string
let medium: string
/** Address of the clip on the service. */
let audio: string

beforeAll(async () => {
  data = await preparedDataFolder()
  small = await writeTinyCheckpoint(join(data.path, 'stable-audio-3-small-music'), 'small')
  medium = await writeTinyCheckpoint(join(data.path, 'stable-audio-3-medium'), 'medium')
  service = await startService(data.path, { RETIMBRE_CHECKPOINT: `${small},${medium}`, RETIMBRE_THREADS: '2' })
  audio = await uploadClip(service, await encode(tune(CLIP_SECONDS), { format: 'wav' }), 'tune.wav')
})
afterAll(async () => {
  await service.stop()
  data.remove()
})

async function render(model: string, inputs: Readonly<Record<string, unknown>>): Promise<WirePrediction> {
  const { id } = await submit(service, { ...QUICK, ...inputs }, `${FAMILY}/${model}`)
  const done = await finished(service, id)
  expect(done.error).toBe('')
  return done
}

const samplesOf = async (done: WirePrediction, index = 0): Promise<Float32Array> =>
  (await decode(await download(done.outputs[index] ?? ''))).audio.left

// Two steps of 16 bit: each of two files was dithered by up to one.
const SAME = 2.5 / 32_768

/** The largest difference between two clips of one length, from one second to another. */
function difference(one: Float32Array, other: Float32Array, fromSeconds = 0, toSeconds = Infinity): number {
  expect(one.length).toBe(other.length)
  let largest = 0
  for (let index = fromSeconds * RATE_HZ; index < Math.min(one.length, toSeconds * RATE_HZ); index++) {
    largest = Math.max(largest, Math.abs((one[index] ?? 0) - (other[index] ?? 0)))
  }
  return largest
}

test('the models of the family are offered by Stable Audio 3 where its checkpoints are', async () => {
  const offers = await catalogue(service)
  expect(offers.map(({ model_id }) => model_id.split('/').at(-1))).toEqual([
    ...['audio-to-audio', 'music', 'text-to-audio', 'audio-inpainting', 'audio-outpainting'],
  ])
  expect(offers.every(({ engine }) => engine.name === 'stable-audio-3')).toBe(true)
})

test.each<[string, () => Record<string, unknown>, string, number]>([
  ['audio-to-audio', () => ({ audio, duration: 2, init_noise_level: 0.6 }), 'small-music', 2],
  ['music', () => ({ duration: 2.5 }), 'small-music', 2.5],
  ['text-to-audio', () => ({ duration: 1 }), 'medium', 1],
  ['audio-inpainting', () => ({ audio, mask_start_seconds: 1, mask_end_seconds: 2 }), 'medium', CLIP_SECONDS],
  [
    'audio-outpainting',
    () => ({ audio, extend_seconds_before: 1, extend_seconds_after: 0.5 }),
    'medium',
    CLIP_SECONDS + 1.5,
  ],
])('%s renders on the checkpoint that is made for it, to the sample', async (model, inputs, checkpoint, seconds) => {
  const done = await render(model, inputs())
  expect(done).toMatchObject({ status: 'completed', engine: 'stable-audio-3', warnings: [] })
  expect(done.report).toMatchObject({ checkpoint, precision: 'fp32', provider: 'cpu', steps: 2, seeds: [7] })
  expect((await samplesOf(done)).length).toBe(seconds * RATE_HZ)
})

test('every sampler and schedule makes a result of its own, and repeats it by seed', async () => {
  const variants = [
    {},
    ...['pingpong', 'euler', 'dpmpp', 'rk4'].map((sampler) => ({ sampler })),
    { sampler: 'euler', schedule: 'upstream' },
  ]
  const results: Buffer[] = []
  for (const variant of variants) {
    // With more than two steps the samplers differ.
    const done = await render('audio-to-audio', {
      ...{ audio, duration: 1, init_noise_level: 0.5, num_inference_steps: 4 },
      ...variant,
    })
    results.push(await download(done.outputs[0] ?? ''))
  }
  // Unasked, a distilled checkpoint takes "pingpong": one file for the first two, and another for each of the others.
  const files = results.map((bytes) => createHash('sha256').update(bytes).digest('hex'))
  expect(files[0]).toBe(files[1])
  expect(new Set(files).size).toBe(variants.length - 1)
})

test('a batch has several results, each the same as alone with its seed', async () => {
  const batch = await render('music', { duration: 1, batch_size: 3 })
  expect(batch.outputs).toHaveLength(3)
  expect(batch.report).toMatchObject({ seeds: [7, 8, 9] })
  const alone = await render('music', { duration: 1, seed: 8 })
  const [first, second] = [await samplesOf(batch, 0), await samplesOf(batch, 1)]
  expect(difference(second, await samplesOf(alone))).toBeLessThan(SAME)
  expect(difference(second, first)).toBeGreaterThan(SAME)
})

test('the process with the open checkpoint serves one job after another', async () => {
  await render('music', { duration: 1 })
  const engines = descendants(service.pid, 'engine-main', 'engines/stable-audio.js')
  await render('music', { duration: 1, seed: 9 })
  expect(descendants(service.pid, 'engine-main', 'engines/stable-audio.js')).toEqual(engines)
})

test('several stretches are made anew, and what lies between them keeps its samples', async () => {
  const regions = [
    { start_seconds: 0.5, end_seconds: 1 },
    { start_seconds: 2, end_seconds: 2.5 },
  ]
  const done = await render('audio-inpainting', { audio, regions })
  const [before, after] = [(await decode(await download(audio))).audio.left, await samplesOf(done)]
  // 0.15 s: the cross-fades at the edges, which are rounded to frames of 93 ms.
  expect(difference(after, before, 0, 0.35)).toBeLessThan(SAME)
  expect(difference(after, before, 1.15, 1.85)).toBeLessThan(SAME)
  expect(difference(after, before, 2.65)).toBeLessThan(SAME)
  expect(difference(after, before, 0.6, 0.9)).toBeGreaterThan(0.01)
  expect(difference(after, before, 2.1, 2.4)).toBeGreaterThan(0.01)
})

test('knobs that do nothing here, or something else than their name says, are explained', async () => {
  const done = await render('music', {
    ...{ duration: 1, guidance_scale: 1.5, negative_prompt: 'drums', num_inference_steps: 9 },
  })
  expect(done.warnings).toEqual([
    expect.stringContaining('Guidance 1.5: the checkpoint "small-music" is distilled'),
    expect.stringContaining('negative prompt has little effect'),
    expect.stringContaining('9 steps'),
  ])
})

test('at noise level 0 the source comes back and no model has touched it', async () => {
  const done = await render('audio-to-audio', { audio, duration: CLIP_SECONDS, init_noise_level: 0 })
  expect(done.warnings).toEqual([expect.stringContaining('no engine has touched it')])
  expect(difference(await samplesOf(done), (await decode(await download(audio))).audio.left)).toBeLessThan(SAME)
})

test('what the installed checkpoints cannot make is refused at once', async () => {
  const asked = (inputs: object) => submit(service, { ...QUICK, ...inputs }, `${FAMILY}/music`)
  await expect(asked({ model: 'large' })).rejects.toThrow(/one of \[small-music medium\]/)
  await expect(asked({ duration: 60 })).rejects.toThrow(/"duration" must be at most 37/)
  await expect(asked({ loras: [{ path: 'tape' }] })).rejects.toThrow(/there is none/)
  const { id } = await submit(
    service,
    { ...QUICK, audio, mask_start_seconds: 4, mask_end_seconds: 5 },
    `${FAMILY}/audio-inpainting`,
  )
  expect(await finished(service, id)).toMatchObject({
    status: 'failed',
    code: 1401,
    error: expect.stringContaining('3.00 s'),
  })
})

test('progress rises step by step', async () => {
  const { id } = await submit(service, LONG, `${FAMILY}/music`)
  const seen: { readonly stage: string; readonly fraction: number }[] = []
  await until(async () => {
    const { progress, status } = await prediction(service, id)
    if (progress && progress.fraction !== seen.at(-1)?.fraction) seen.push(progress)
    return status === 'completed'
  }, 50)
  const steps = seen.flatMap(({ stage }) => Number(/^step (\d+) of 100$/.exec(stage)?.[1] ?? []))
  // Told once a second at most, so a fast machine shows few of them.
  expect(new Set(steps).size).toBeGreaterThanOrEqual(2)
  const fractions = seen.map(({ fraction }) => fraction)
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
})

/** A render that has been seen in one of its steps. */
async function renderingJob(): Promise<string> {
  const { id } = await submit(service, LONG, `${FAMILY}/music`)
  await until(async () => (await prediction(service, id)).progress?.stage.startsWith('step') === true, 20)
  return id
}

test('an engine process that is killed in the middle of a render is replaced, and the job completes', async () => {
  const id = await renderingJob()
  const engines = descendants(service.pid, 'engine-main', 'engines/stable-audio.js')
  expect(engines).toHaveLength(1)
  process.kill(engines[0] ?? 0, 'SIGKILL')
  const done = await finished(service, id)
  expect(done).toMatchObject({ status: 'completed', error: '' })
  expect((await samplesOf(done)).length).toBe(30 * RATE_HZ)
  expect(descendants(service.pid, 'engine-main', 'engines/stable-audio.js')).not.toEqual(engines)
})

test('a LoRA changes the result by its strength, and a broken one is named', async () => {
  const loras = join(data.path, 'loras')
  writeTinyLora(join(loras, 'choir.safetensors'), small)
  const inputs = { duration: 1, num_inference_steps: 4 }
  const plain = await samplesOf(await render('music', inputs))
  const at = (scale: number) => render('music', { ...inputs, loras: [{ path: 'choir', scale }] })
  const strong = await at(1)
  expect(strong.report).toMatchObject({ loras: [{ name: 'choir', strength: 1 }] })
  expect(difference(await samplesOf(strong), plain)).toBeGreaterThan(0.01)
  expect(difference(await samplesOf(await at(0)), plain)).toBeLessThan(SAME)

  writeFileSync(join(loras, 'broken.safetensors'), 'this is no LoRA')
  const { id } = await submit(service, { ...QUICK, ...inputs, loras: [{ path: 'broken' }] }, `${FAMILY}/music`)
  expect(await finished(service, id)).toMatchObject({
    ...{ status: 'failed', code: 1401 },
    error: expect.stringContaining('The LoRA "broken" cannot be used'),
  })
})

test('SIGTERM in mid-render hands the job back; after a restart with one checkpoint it completes there', async () => {
  const id = await renderingJob()
  await service.stop()
  expect(service.output().includes('the job was handed back')).toBe(true)

  service = await startService(data.path, { RETIMBRE_CHECKPOINT: small, RETIMBRE_THREADS: '2' })
  expect(await finished(service, id)).toMatchObject({ status: 'completed' })
  const edit = await render('audio-inpainting', { audio: audio.replace(/^https?:\/\/[^/]+/, service.url) })
  expect(edit.report).toMatchObject({ checkpoint: 'small-music' })
  expect(edit.warnings).toEqual([expect.stringMatching(/"medium" is not installed.*up to 37 s/)])
})

test('SIGKILL of the whole service in mid-render: after a restart the job completes once and is charged once', async () => {
  await service.stop()
  const environment = { RETIMBRE_CHECKPOINT: small, RETIMBRE_THREADS: '2', RETIMBRE_BILLING: 'on' }
  service = await startService(data.path, environment)
  const before = await balance(service)
  const id = await renderingJob()
  await service.kill()

  service = await startService(data.path, environment)
  const done = await finished(service, id)
  expect(done).toMatchObject({ id, status: 'completed', error: '' })
  expect(done.outputs).toHaveLength(1)
  expect(before - (await balance(service))).toBeCloseTo(0.0217, 6)
})

test('with RETIMBRE_PRECISION=int8 the same checkpoint renders, and the result says so', async () => {
  await service.stop()
  service = await startService(data.path, { RETIMBRE_CHECKPOINT: small, RETIMBRE_PRECISION: 'int8' })
  const done = await render('music', { duration: 1 })
  expect(done.report).toMatchObject({ checkpoint: 'small-music', precision: 'int8' })
  const samples = await samplesOf(done)
  expect(samples.length).toBe(RATE_HZ)
  expect(samples.some((sample) => Math.abs(sample) > 0.01)).toBe(true)
})
