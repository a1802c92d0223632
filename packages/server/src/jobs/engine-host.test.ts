import { SAMPLE_RATE_HZ } from '@retimbre/media'
import { afterEach, expect, test } from 'vitest'
import type { RenderEvent, RenderRequest } from '../engines/port.ts'
import { silentLog } from '../log.ts'
import { TEST_MODEL } from '../testing/new-prediction.test.fixture.ts'
import { type EngineHost, type EngineHostOptions, openEngineHost } from './engine-host.ts'

const TONE_ENGINE = new URL('../testing/tone-engine.test.fixture.ts', import.meta.url).href
let host: EngineHost

function open(options: Partial<EngineHostOptions> = {}): void {
  host = openEngineHost(TONE_ENGINE, { log: silentLog, ...options })
}
afterEach(() => host.close())

function request(prompt: string): RenderRequest {
  return {
    ...{ model: TEST_MODEL, prompt, negativePrompt: '', durationSeconds: 0.5, seed: 1 },
    ...{ initNoiseLevel: 0.5, numInferenceSteps: 8, guidanceScale: 1 },
  }
}

async function render(prompt: string, signal = new AbortController().signal): Promise<RenderEvent[]> {
  const events: RenderEvent[] = []
  for await (const event of host.render(request(prompt), signal)) events.push(event)
  return events
}

test('a render in another process yields its progress and ends with its samples', async () => {
  open()
  expect(await host.capabilities()).toMatchObject({ engine: 'test-tone', models: [TEST_MODEL] })
  const events = await render('a tone')
  expect(events.map(({ type }) => type)).toEqual(['progress', 'progress', 'rendered'])
  const last = events.at(-1)
  if (last?.type !== 'rendered') throw new Error('no result')
  expect(last.audio.left).toBeInstanceOf(Float32Array)
  expect(last.audio.left.length).toBe(SAMPLE_RATE_HZ / 2)
  expect(last.audio.left[25]).toBeCloseTo(Math.sin((2 * Math.PI * 440 * 25) / SAMPLE_RATE_HZ) / 2, 5)
  expect(last.report).toEqual({ pid: host.pid })
  expect(host.pid).not.toBe(process.pid)
})

test('what the engine throws fails the job, and the process lives on', async () => {
  open()
  await host.capabilities()
  const { pid } = host
  await expect(render('refuse')).rejects.toMatchObject({ code: 'render_failed', taskCode: 1403 })
  expect(host.pid).toBe(pid)
})

test('a crash loses the attempt, and the next render gets a new process', async () => {
  open()
  await expect(render('crash')).rejects.toMatchObject({ code: 'engine_lost' })
  expect((await render('a tone')).at(-1)?.type).toBe('rendered')
})

test('an aborted render stops, and its process is used again', async () => {
  open()
  await host.capabilities()
  const { pid } = host
  const controller = new AbortController()
  const rendering = render('wait for /nothing/that/exists', controller.signal)
  controller.abort()
  await expect(rendering).rejects.toMatchObject({ name: 'AbortError' })
  expect(host.pid).toBe(pid)
  expect((await render('a tone')).at(-1)?.type).toBe('rendered')
})

test('an engine that does not honour an abort is killed, and the next render works', async () => {
  open({ abortGraceMs: 50 })
  const controller = new AbortController()
  const events = host.render(request('hang'), controller.signal)
  await events.next()
  controller.abort()
  await expect(events.next()).rejects.toMatchObject({ name: 'AbortError' })
  expect((await render('a tone')).at(-1)?.type).toBe('rendered')
})

test('the process is replaced after its share of jobs', async () => {
  open({ jobsPerProcess: 2 })
  await render('a tone')
  const { pid } = host
  await render('a tone')
  expect(host.pid).toBeUndefined()
  await render('a tone')
  expect(host.pid).not.toBe(pid)
})

test('the process is replaced when it has grown too large', async () => {
  open({ maxResidentBytes: 1 })
  await render('a tone')
  expect(host.pid).toBeUndefined()
})
