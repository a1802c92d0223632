import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SAMPLE_RATE_HZ, type StereoAudio } from '@retimbre/media'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSettings } from '../../settings.ts'
import { checkpointFolder, playedLibrary } from '../../testing/stable-audio-library.test.fixture.ts'
import type { RenderEvent, RenderRequest, RenderTask } from '../port.ts'
import type { EngineSettings } from '../settings.ts'
import { createStableAudioEngine } from './engine.ts'
import type { InstalledCheckpoint } from './library.ts'

const ID = 'stability-ai/stable-audio-3'
const CLIP: StereoAudio = { left: new Float32Array(SAMPLE_RATE_HZ * 2).fill(0.25), right: new Float32Array(88_200) }
const idle = new AbortController().signal

let scratch: string
let settings: EngineSettings
let small: InstalledCheckpoint
let sfx: InstalledCheckpoint
let medium: InstalledCheckpoint
let base: InstalledCheckpoint

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'retimbre-checkpoints-'))
  settings = { ...readSettings({}).engine, loraFolder: join(scratch, 'loras'), modelsCache: scratch }
  small = await checkpointFolder(scratch, 'small-music', { seconds: 120 })
  sfx = await checkpointFolder(scratch, 'small-sfx', { seconds: 120 })
  medium = await checkpointFolder(scratch, 'medium', { seconds: 380 })
  base = await checkpointFolder(scratch, 'small-music-base', { seconds: 120.7, base: true })
})
afterAll(() => rm(scratch, { recursive: true }))

const engineWith = (installed: readonly InstalledCheckpoint[], changes: Partial<EngineSettings> = {}) => {
  const library = playedLibrary(installed)
  return { library, engine: createStableAudioEngine({ ...settings, ...changes }, library) }
}

type Played = ReturnType<typeof engineWith>

function request(task: RenderTask, changes: Partial<RenderRequest> = {}): RenderRequest {
  return {
    ...{ model: `${ID}/audio-to-audio`, prompt: 'warm tape', negativePrompt: '', seed: 5, loras: [], task },
    ...{ numInferenceSteps: 8, guidanceScale: 1 },
    ...changes,
  }
}

const transform = (changes: Partial<RenderRequest> = {}, initNoiseLevel = 0.7): RenderRequest =>
  request({ kind: 'audio-to-audio', durationSeconds: 2, initNoiseLevel, source: CLIP }, changes)

async function render({ engine }: Played, asked: RenderRequest, signal = idle) {
  const events: RenderEvent[] = []
  for await (const event of engine.render(asked, signal)) events.push(event)
  const last = events.pop()
  if (last?.type !== 'rendered') throw new Error('no result')
  return { ...last, progress: events.map((event) => (event.type === 'progress' ? event : undefined)) }
}

test('each model is offered by the checkpoints that are made for it, the best suited first', async () => {
  const { engine } = engineWith([base, medium, sfx, small])
  const { models, checkpoints } = await engine.capabilities()
  const names = (model: string) => checkpoints?.[`${ID}/${model}`].map(({ name }) => name)
  expect(models).toHaveLength(5)
  expect(names('audio-to-audio')).toEqual(['small-music', 'medium', 'small-sfx', 'small-music-base'])
  expect(names('music')).toEqual(['small-music', 'medium', 'small-music-base'])
  expect(names('text-to-audio')).toEqual(['small-sfx', 'medium'])
  expect(names('audio-inpainting')).toEqual(['medium', 'small-music', 'small-sfx', 'small-music-base'])
  expect(checkpoints?.[`${ID}/audio-outpainting`].map(({ longestSeconds }) => longestSeconds)).toEqual([
    ...[380, 120, 120, 120],
  ])
})

test('with small-music alone, sound effects are not offered; with nothing, nothing is', async () => {
  expect((await engineWith([small]).engine.capabilities()).models).not.toContain(`${ID}/text-to-audio`)
  expect((await engineWith([]).engine.capabilities()).models).toEqual([])
})

test('a folder that the operator names comes first, and stands in for what is installed under its name', async () => {
  const own = await checkpointFolder(scratch, 'my-choir', { seconds: 60 })
  const other = await checkpointFolder(join(scratch, 'elsewhere'), 'stable-audio-3-small-music', { seconds: 40 })
  const { engine } = engineWith([small], { checkpointFolders: [own.folder, other.folder, join(scratch, 'nothing')] })
  expect((await engine.capabilities()).checkpoints?.[`${ID}/music`]).toEqual([
    { name: 'my-choir', longestSeconds: 60 },
    { name: 'small-music', longestSeconds: 40 },
  ])
})

test('a transform reaches the library in its own terms, and the result says who made it and how', async () => {
  const played = engineWith([small, medium])
  const result = await render(played, transform({ schedule: 'upstream', sampler: 'euler', negativePrompt: 'drums' }))
  expect(played.library.opened).toMatchObject([{ folder: small.folder, options: { precision: 'fp32', loras: [] } }])
  expect(played.library.requests).toEqual([
    {
      items: [{ prompt: 'warm tape', seed: 5, negativePrompt: 'drums' }],
      durationSeconds: 2,
      initAudio: { audio: expect.toSatisfy((audio) => audio === CLIP), noiseLevel: 0.7 },
      ...{ steps: 8, guidance: { scale: 1 }, schedule: 'upstream', sampler: 'euler', loraStrengths: {} },
    },
  ])
  expect(result).toMatchObject({
    engine: 'stable-audio-3',
    report: { checkpoint: 'small-music', precision: 'fp32', provider: 'cpu', sampler: 'euler', steps: 8 },
  })
  expect(JSON.parse(JSON.stringify(result.report))).toEqual(result.report)
})

test('progress names every step and never falls', async () => {
  const { progress } = await render(engineWith([small]), transform())
  expect(progress.map((event) => event?.stage)).toEqual([
    ...['loading small-music', 'reading the words', 'listening to the source'],
    ...Array.from({ length: 8 }, () => 'step'),
    ...['making the sound', 'making the sound', 'making the sound'],
  ])
  expect(progress.flatMap((event) => event?.step ?? [])).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8].map((done) => ({ done, total: 8 })),
  )
  const fractions = progress.map((event) => event?.fraction ?? Number.NaN)
  expect(new Set(fractions.slice(3, 11)).size).toBe(8)
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
  expect(fractions.at(-1)).toBe(1)
})

test('an inpainting keeps its regions; its result is as long as the clip', async () => {
  const played = engineWith([small])
  const regions = [
    { startSeconds: 0.2, endSeconds: 0.5 },
    { startSeconds: 1, endSeconds: 1.5 },
  ]
  const task: RenderTask = { kind: 'inpainting', regions, paste: 'latent', source: CLIP }
  const { audio, warnings } = await render(played, request(task, { model: `${ID}/audio-inpainting` }))
  expect(played.library.requests[0]).toMatchObject({ inpainting: { regions, paste: 'latent' } })
  expect(played.library.requests[0].inpainting?.audio).toBe(CLIP)
  expect(audio.left.length).toBe(CLIP.left.length)
  expect(warnings).toEqual([expect.stringMatching(/"medium" is not installed, so "small-music" made this.*120 s/)])
})

test('an outpainting puts silence around the clip and has both parts made anew', async () => {
  const played = engineWith([small, medium])
  const task: RenderTask = { kind: 'outpainting', beforeSeconds: 1, afterSeconds: 0.5, paste: 'audio', source: CLIP }
  const { audio, warnings } = await render(played, request(task, { model: `${ID}/audio-outpainting` }))
  expect(audio.left.length).toBe(3.5 * SAMPLE_RATE_HZ)
  expect(warnings).toEqual([])
  expect(played.library.opened[0].folder).toBe(medium.folder)
  const [{ inpainting }] = played.library.requests
  expect(inpainting?.regions).toEqual([
    { startSeconds: 0, endSeconds: 1 },
    { startSeconds: 3, endSeconds: 3.5 },
  ])
  expect(inpainting?.audio.left.subarray(0, SAMPLE_RATE_HZ).every((sample) => sample === 0)).toBe(true)
  expect(inpainting?.audio.left[SAMPLE_RATE_HZ]).toBe(0.25)
})

test('a clip that is too long for the checkpoint is refused before anything is loaded', async () => {
  const short = await checkpointFolder(join(scratch, 'short'), 'small-music', { seconds: 3 })
  const played = engineWith([short])
  const task: RenderTask = { kind: 'outpainting', beforeSeconds: 0, afterSeconds: 2, paste: 'audio', source: CLIP }
  await expect(render(played, request(task, { model: `${ID}/audio-outpainting` }))).rejects.toMatchObject({
    code: 'input_invalid',
    message: expect.stringContaining('would be 4.00 s long, and the checkpoint "small-music" makes up to 3 s'),
  })
  expect(played.library.opened).toEqual([])
})

test('one checkpoint stays open from one render to the next, and another takes its place', async () => {
  const played = engineWith([small, medium])
  await render(played, transform())
  await render(played, transform({ seed: 6 }))
  expect(played.library.opened).toHaveLength(1)
  await render(played, transform({ checkpoint: 'medium' }))
  expect(played.library.opened.map(({ folder }) => folder)).toEqual([small.folder, medium.folder])
  expect(played.library.stillOpen()).toBe(1)
})

test('LoRA files are offered by name, loaded when asked for, and their strength needs no second loading', async () => {
  const loraFolder = join(scratch, 'fine-tunings')
  await mkdir(loraFolder)
  await writeFile(join(loraFolder, 'tape.safetensors'), '')
  const played = engineWith([small], { loraFolder })
  expect((await played.engine.capabilities()).loras).toEqual(['tape'])
  await render(played, transform({ loras: [{ name: 'tape', strength: 0.5 }] }))
  await render(played, transform({ loras: [{ name: 'tape', strength: 2 }] }))
  expect(played.library.opened).toMatchObject([
    { options: { loras: [{ name: 'tape', path: join(loraFolder, 'tape.safetensors') }] } },
  ])
  expect(played.library.requests.map(({ loraStrengths }) => loraStrengths)).toEqual([{ tape: 0.5 }, { tape: 2 }])
})

test('an abort stops within one step and leaves the model open', async () => {
  const played = engineWith([small])
  const abort = new AbortController()
  const events = played.engine.render(transform(), abort.signal)
  for (let event = await events.next(); !event.done; event = await events.next()) {
    if (event.value.type === 'progress' && event.value.step?.done === 3) break
  }
  abort.abort()
  await expect(events.next()).rejects.toMatchObject({ name: 'AbortError' })
  await render(played, transform())
  expect(played.library.opened).toHaveLength(1)
})

const failing = (code: string, message = 'in its own words') =>
  Object.assign(new Error(message), { name: 'StableAudioError', code })

test.each([
  ['option_out_of_range', 'render_failed', 1],
  ['non_finite_latents', 'output_rejected', 2],
  ['checkpoint_damaged', 'engine_unusable', 2],
  ['provider_unavailable', 'engine_unusable', 2],
])('what the library calls %s ends the job as %s, without a path; then %d openings were needed', async (...row) => {
  const [code, job, openings] = row
  const played = engineWith([small])
  const error = failing(code)
  played.library.breakWith(error)
  await expect(render(played, transform())).rejects.toMatchObject({ code: job, cause: error })
  await render(played, transform())
  expect(played.library.opened).toHaveLength(openings)
})

test('what fails before the model computes leaves it open', async () => {
  const played = engineWith([small])
  await render(played, transform())
  const task: RenderTask = { kind: 'outpainting', beforeSeconds: 0, afterSeconds: 119, paste: 'audio', source: CLIP }
  const tooLong = request(task, { model: `${ID}/audio-outpainting` })
  await expect(render(played, tooLong)).rejects.toMatchObject({ code: 'input_invalid' })
  await render(played, transform())
  expect(played.library.opened).toHaveLength(1)
})

test.each([
  [
    'checkpoint_damaged',
    (path: string) => `${path} is damaged`,
    'The LoRA "tape" cannot be used: its file cannot be read',
  ],
  ['lora_invalid', (path: string) => `${path} is a pickle`, 'The LoRA "tape" cannot be used: it does not fit'],
  ['lora_invalid', () => 'made for another checkpoint', 'The LoRA "choir" or "tape" cannot be used'],
])('a LoRA that is %s is named as such, and is no fault of the server', async (code, words, sentence) => {
  const loras = ['choir', 'tape'].map((name) => ({ name, strength: 1 }))
  const played = engineWith([small])
  played.library.breakWith(failing(code, words(join(settings.loraFolder, 'tape.safetensors'))))
  const job = render(played, transform({ loras }))
  await expect(job).rejects.toMatchObject({ code: 'lora_unusable', taskCode: 1401 })
  await expect(job).rejects.toThrow(sentence)
})

test('a checkpoint whose folder goes away in the middle of a render is what the job ends with', async () => {
  const fleeting = await checkpointFolder(join(scratch, 'fleeting'), 'small-music', { seconds: 120 })
  const played = engineWith([fleeting])
  const events = played.engine.render(transform(), idle)
  await events.next()
  await rm(fleeting.folder, { recursive: true })
  played.library.breakWith(failing('session_failed', 'No such file or directory'))
  const rest = async () => {
    for await (const event of events) expect(event.type).toBe('progress')
  }
  await expect(rest()).rejects.toMatchObject({
    code: 'checkpoint_gone',
    message: expect.stringContaining('"small-music" is not installed on this server any more; run "retimbre pull'),
  })
})

test('an error that is not the library’s stays what it is', async () => {
  const played = engineWith([small])
  played.library.breakWith(new RangeError('out of memory'))
  await expect(render(played, transform())).rejects.toThrow(RangeError)
})

test('a checkpoint that is gone since the submit ends the job', async () => {
  const asked = transform({ checkpoint: 'medium' })
  await expect(render(engineWith([small]), asked)).rejects.toMatchObject({ code: 'checkpoint_gone' })
})
