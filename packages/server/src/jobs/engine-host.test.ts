import { SAMPLE_RATE_HZ } from '@retimbre/media'
import { afterEach, expect, test, vi } from 'vitest'
import type { RenderEvent, RenderRequest } from '../engines/port.ts'
import { silentLog } from '../log.ts'
import { readSettings } from '../settings.ts'
import { TEST_MODEL } from '../testing/new-prediction.test.fixture.ts'
import { type EngineHost, type EngineLimits, openEngineHost } from './engine-host.ts'

const TONE_ENGINE = new URL('../testing/tone-engine.test.fixture.ts', import.meta.url).href
let host: EngineHost

function open(limits: Partial<EngineLimits> = {}): void {
  host = openEngineHost(TONE_ENGINE, { settings: readSettings({}).engine, log: silentLog, limits })
}
afterEach(async () => {
  vi.useRealTimers()
  await host.close()
})

function request(prompt: string): RenderRequest {
  return {
    ...{ model: TEST_MODEL, prompt, negativePrompt: '', seed: 1, loras: [], numInferenceSteps: 8, guidanceScale: 1 },
    task: { kind: 'words', durationSeconds: 0.5 },
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
  expect(last.report).toMatchObject({ pid: host.pid })
  expect(host.pid).not.toBe(process.pid)
})

test('what the engine says of a request is told once and whole, and the process lives on', async () => {
  open()
  await host.capabilities()
  const { pid } = host
  await expect(render('refuse')).rejects.toMatchObject({
    code: 'render_failed',
    message: 'The engine could not render this request: this prompt is beyond it.',
  })
  expect(host.pid).toBe(pid)
})

test('what an engine throws unforeseen stays in the log', async () => {
  open()
  await expect(render('trip')).rejects.toMatchObject({
    code: 'internal',
    message: 'Internal error while generating audio.',
    cause: expect.stringContaining('secret-model'),
  })
})

test('an engine is not given the keys of the server', async () => {
  vi.stubEnv('RETIMBRE_API_KEY', 'a key of the operator')
  open()
  const last = (await render('a tone')).at(-1)
  vi.unstubAllEnvs()
  if (last?.type !== 'rendered') throw new Error('no result')
  expect(last.report.environment).toBeInstanceOf(Array)
  expect(last.report.environment).not.toContain('RETIMBRE_API_KEY')
})

test('an engine that falls silent in the middle of a render is killed, and the next render works', async () => {
  open({ silenceMs: 60_000 })
  await host.capabilities()
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const events = host.render(request('hang'), new AbortController().signal)
  await events.next()
  const next = expect(events.next()).rejects.toMatchObject({ code: 'engine_lost' })
  vi.advanceTimersByTime(60_000)
  await next
  vi.useRealTimers()
  expect((await render('a tone')).at(-1)?.type).toBe('rendered')
})

test('a step that asks the model eight times may be silent for eight times as long', async () => {
  const errors: string[] = []
  const log = { ...silentLog, error: (_: object, message: string) => void errors.push(message) }
  host = openEngineHost(TONE_ENGINE, { settings: readSettings({}).engine, log, limits: { silenceMs: 60_000 } })
  await host.capabilities()
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const events = host.render({ ...request('hang'), sampler: 'rk4', guidanceScale: 3 }, new AbortController().signal)
  await events.next()
  const next = expect(events.next()).rejects.toMatchObject({ code: 'engine_lost' })
  vi.advanceTimersByTime(7 * 60_000)
  expect(errors).toEqual([])
  vi.advanceTimersByTime(60_000)
  expect(errors).toEqual([expect.stringContaining('fell silent')])
  await next
})

test('an engine that does not say what it can do is killed, and the next one asked', async () => {
  open({ capabilitiesMs: 30_000 })
  await host.capabilities()
  const frozen = host.pid ?? 0
  process.kill(frozen, 'SIGSTOP')
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const asked = expect(host.capabilities()).rejects.toMatchObject({ code: 'engine_lost' })
  vi.advanceTimersByTime(30_000)
  await asked
  vi.useRealTimers()
  expect(await host.capabilities()).toMatchObject({ engine: 'test-tone' })
  expect(host.pid).not.toBe(frozen)
})

test('a reader may take its time over a finished render', async () => {
  open({ silenceMs: 1_000 })
  await host.capabilities()
  const { pid } = host
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const events = host.render(request('a tone'), new AbortController().signal)
  for (let event = await events.next(); event.value?.type !== 'rendered'; ) event = await events.next()
  // The process answers in order: the render has ended when this comes back.
  await host.capabilities()
  vi.advanceTimersByTime(60_000)
  vi.useRealTimers()
  expect((await events.next()).done).toBe(true)
  expect((await host.capabilities()).engine).toBe('test-tone')
  expect(host.pid).toBe(pid)
})

test('a process that cannot be started loses the attempt and nothing else', async () => {
  open()
  const { execPath } = process
  process.execPath = '/nothing/that/exists'
  await expect(render('a tone')).rejects.toMatchObject({ code: 'engine_lost' })
  await host.close()
  process.execPath = execPath
  expect((await render('a tone')).at(-1)?.type).toBe('rendered')
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
