/** Who may use a model when: generations at once, aborts, listeners who leave, and closing. */

import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { GenerateEvent } from './request.ts'
import { StableAudio } from './stable-audio.ts'
import { itemsOf, SHORT, stageOf } from './testing/generation.test.fixture.ts'
import { type GoldenCheckpoint, goldenCheckpoint } from './testing/golden-checkpoint.test.fixture.ts'
import { openFilesBelow, TELLS_OPEN_FILES } from './testing/open-files.test.fixture.ts'

/** Called when a run of the transformer begins. */
const steppers = vi.hoisted((): { onStep: () => void } => ({ onStep: () => undefined }))
vi.mock('./runtime/session.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('./runtime/session.ts')>()
  const openSession: typeof original.openSession = async (graph, options) => {
    const session = await original.openSession(graph, options)
    const run: typeof session.run = (feeds) => {
      if ('features' in feeds) steppers.onStep()
      return session.run(feeds)
    }
    return { ...session, run }
  }
  return { ...original, openSession }
})

const CLOSED = { code: 'model_closed' }

let checkpoint: GoldenCheckpoint
let model: StableAudio
beforeAll(async () => {
  checkpoint = await goldenCheckpoint('small')
  model = await open()
})
afterAll(async () => {
  await model.close()
  checkpoint.dispose()
})

async function listenTo(events: AsyncIterable<GenerateEvent>): Promise<string[]> {
  const stages: string[] = []
  for await (const event of events) stages.push(stageOf(event))
  return stages
}

const open = () => StableAudio.open(checkpoint.folder, { threads: 2 })

test('an abort ends a generation before the next step, and the model serves the next one', async () => {
  const controller = new AbortController()
  const stages: string[] = []
  const run = async (): Promise<void> => {
    for await (const event of model.generate({ ...SHORT, steps: 50 }, { signal: controller.signal })) {
      stages.push(stageOf(event))
      if (stages.at(-1) === 'step') controller.abort(new Error('enough'))
    }
  }
  await expect(run()).rejects.toThrow('enough')
  expect(stages.filter((stage) => stage === 'step')).toHaveLength(1)
  expect(await itemsOf(model, SHORT)).toHaveLength(1)
})

test('an abort during the first of the two runs that guidance takes spares the second', async () => {
  const controller = new AbortController()
  let steps = 0
  steppers.onStep = () => {
    steps += 1
    controller.abort(new Error('enough'))
  }
  const listening = listenTo(model.generate({ ...SHORT, guidance: { scale: 3 } }, { signal: controller.signal }))
  await expect(listening).rejects.toThrow('enough')
  steppers.onStep = () => undefined
  expect(steps).toBe(1)
})

test('whoever stops listening in the middle ends the generation too', async () => {
  for await (const event of model.generate(SHORT)) if (stageOf(event) === 'step') break
  expect(await itemsOf(model, SHORT)).toHaveLength(1)
})

test('of generations at once, each begins when the one before it is through', async () => {
  const heard: string[] = []
  const listen = async (seed: number): Promise<void> => {
    for await (const event of model.generate({ ...SHORT, items: [{ prompt: '', seed }] })) {
      heard.push(`${seed} ${stageOf(event)}`)
    }
  }
  await Promise.all([listen(1), listen(2), listen(3)])
  const stages = ['text', 'step', 'step', 'step', 'decode', 'generated']
  const once = heard.filter((event, index) => !(event.endsWith('decode') && heard[index - 1] === event))
  expect(once).toEqual([1, 2, 3].flatMap((seed) => stages.map((stage) => `${seed} ${stage}`)))
})

test('one who waits may give up, by signal or by return, while the one before goes on', async () => {
  const first = model.generate(SHORT)
  await first.next()
  const controller = new AbortController()
  const aborted = model.generate(SHORT, { signal: controller.signal }).next()
  const left = model.generate(SHORT)
  const leftNext = left.next()
  const last = itemsOf(model, SHORT)
  const tooLong = model.generate({ ...SHORT, durationSeconds: 1e6 }).next()
  await expect(tooLong).rejects.toMatchObject({ code: 'option_out_of_range' })
  controller.abort(new Error('enough'))
  await expect(aborted).rejects.toThrow('enough')
  await left.return()
  expect(await leftNext).toEqual({ done: true, value: undefined })
  expect(await listenTo(first)).toContain('generated')
  expect(await last).toHaveLength(1)
})

test('closing ends what runs and what waits, frees the checkpoint, and nothing is made after it', async () => {
  const folder = checkpoint.folder
  const openBefore = TELLS_OPEN_FILES ? openFilesBelow(folder).length : 0
  const closing = await open()
  const forgotten = closing.generate(SHORT)
  await forgotten.next()
  const waiting = expect(closing.generate(SHORT).next()).rejects.toMatchObject(CLOSED)
  if (TELLS_OPEN_FILES) expect(openFilesBelow(folder).length).toBeGreaterThan(openBefore)
  await closing.close()
  await waiting
  await expect(forgotten.next()).rejects.toMatchObject(CLOSED)
  if (TELLS_OPEN_FILES) expect(openFilesBelow(folder)).toHaveLength(openBefore)
  await expect(closing.generate(SHORT).next()).rejects.toMatchObject(CLOSED)
  await expect(closing.settle()).rejects.toMatchObject(CLOSED)
  await closing.close()
})

test('closing in the middle of a run ends it within one step', async () => {
  const closing = await open()
  const stages: string[] = []
  const listen = async (): Promise<void> => {
    for await (const event of closing.generate({ ...SHORT, steps: 50 })) {
      stages.push(stageOf(event))
      if (stages.at(-1) === 'step') setImmediate(() => void closing.close())
    }
  }
  await expect(listen()).rejects.toMatchObject(CLOSED)
  expect(stages.filter((stage) => stage === 'step').length).toBeLessThan(3)
  await closing.close()
})

test.runIf(TELLS_OPEN_FILES)('opening that fails leaves no file open', async () => {
  const openBefore = openFilesBelow(checkpoint.folder).length
  const loras = [{ name: 'gone', path: `${checkpoint.folder}/gone.safetensors` }]
  await expect(StableAudio.open(checkpoint.folder, { loras })).rejects.toMatchObject({ code: 'lora_invalid' })
  expect(openFilesBelow(checkpoint.folder)).toHaveLength(openBefore)
})
