import { afterAll, afterEach, expect, test } from 'vitest'
import { Graph, type GraphModel } from '../graph/builder.ts'
import { linear } from '../graph/layers.ts'
import { Parameters } from '../graph/parameters.ts'
import { filledSource } from '../testing/golden.test.fixture.ts'
import type { GraphSession } from './session.ts'
import { createSessionPool, type SessionPool, type SessionPoolOptions } from './session-pool.ts'

const SESSION_BYTES = 150 * 2 ** 20
const source = filledSource({ 'proj.weight': [16, 4] })
const pools: SessionPool[] = []
const builds: string[] = []

afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.release()
  builds.length = 0
})
afterAll(() => source.dispose())

/** A pool with room for this many sessions, in a process whose memory does not move. */
function poolFor(sessions: number, options: SessionPoolOptions = {}): SessionPool {
  const pool = createSessionPool({
    threads: 1,
    memoryBudgetBytes: sessions * SESSION_BYTES + 1024,
    freeBetweenStages: false,
    heldBytes: () => 0,
    ...options,
  })
  pools.push(pool)
  return pool
}

const model = (key: string) => (): GraphModel => {
  builds.push(key)
  const graph = new Graph()
  const x = graph.input('x', 'f32', ['N', 4])
  graph.output(linear(new Parameters(graph, source, ''), x, 'proj'), 'y', ['N', 16])
  return graph.build()
}

const ask = (pool: SessionPool, key: string, prepack?: boolean): Promise<GraphSession> =>
  pool.get(key, model(key), prepack === undefined ? {} : { prepack })

const firstOutput = async (session: GraphSession): Promise<number | undefined> =>
  (await session.run({ x: { data: Float32Array.of(1, 0, 0, 0), shape: [1, 4] } })).y?.data[0]

test('a graph is built once while its session is open', async () => {
  const pool = poolFor(4)
  const session = await ask(pool, 'dit.step')
  await ask(pool, 'dit.step')
  expect(builds).toEqual(['dit.step'])
  expect(await firstOutput(session)).toBeCloseTo(source.readFloat32('proj.weight')[0] ?? Number.NaN, 6)
})

test('two who ask at once share one session', async () => {
  const pool = poolFor(4)
  await Promise.all([ask(pool, 'text'), ask(pool, 'text')])
  expect(builds).toEqual(['text'])
})

test('the session that was not asked for longest goes when there is no room', async () => {
  const pool = poolFor(2)
  for (const key of ['text', 'codec.encoder', 'text', 'dit.conditioning', 'text', 'codec.encoder']) await ask(pool, key)
  expect(builds).toEqual(['text', 'codec.encoder', 'dit.conditioning', 'codec.encoder'])
})

test('the step session is the last to go', async () => {
  const pool = poolFor(2)
  for (const key of ['dit.step', 'text', 'codec.encoder', 'codec.decoder', 'dit.step']) await ask(pool, key)
  expect(builds).toEqual(['dit.step', 'text', 'codec.encoder', 'codec.decoder'])
})

test('one session is opened however small the budget is', async () => {
  const pool = poolFor(0)
  expect(await firstOutput(await ask(pool, 'dit.step'))).toBeTypeOf('number')
})

test('memory that an opening takes beyond its estimate counts against the budget', async () => {
  let held = 0
  const grows = { heldBytes: () => (held += 2 * SESSION_BYTES) }
  const pool = poolFor(3, grows)
  for (const key of ['text', 'codec.encoder', 'text']) await ask(pool, key)
  expect(builds).toEqual(['text', 'codec.encoder', 'text'])
})

test('the end of a stage keeps its sessions where there is memory', async () => {
  const pool = poolFor(4)
  await ask(pool, 'dit.step')
  await pool.finishStage('dit')
  await ask(pool, 'dit.step')
  expect(builds).toEqual(['dit.step'])
})

test('the end of a stage closes the sessions of that stage alone where memory is short', async () => {
  const pool = poolFor(4, { freeBetweenStages: true })
  for (const key of ['dit.step', 'text']) await ask(pool, key)
  await pool.finishStage('dit')
  for (const key of ['dit.step', 'text']) await ask(pool, key)
  expect(builds).toEqual(['dit.step', 'text', 'dit.step'])
})

test('what was used is packed when nobody waits, and gives the same numbers', async () => {
  const pool = poolFor(4)
  const before = await firstOutput(await ask(pool, 'dit.step'))
  await ask(pool, 'text')
  await pool.settle()
  await pool.settle()
  expect(builds).toEqual(['dit.step', 'text', 'dit.step'])
  expect(await firstOutput(await ask(pool, 'dit.step'))).toBeCloseTo(before ?? Number.NaN, 6)
})

test('nothing is packed that was to stay unpacked, nor where sessions do not stay, nor beyond the budget', async () => {
  const chosen = poolFor(4)
  await firstOutput(await ask(chosen, 'chosen', false))
  const freeing = poolFor(4, { freeBetweenStages: true })
  await firstOutput(await ask(freeing, 'freeing'))
  const never = poolFor(4, { prepack: false })
  await firstOutput(await ask(never, 'never'))
  const full = poolFor(4, { memoryBudgetBytes: SESSION_BYTES })
  await firstOutput(await ask(full, 'full'))
  for (const pool of [chosen, freeing, never, full]) await pool.settle()
  expect(builds).toEqual(['chosen', 'freeing', 'never', 'full'])
})

test('a released session is opened anew when it is asked for again', async () => {
  const pool = poolFor(4)
  const text = await ask(pool, 'text')
  await ask(pool, 'dit.step')
  await text.release()
  await pool.release('dit')
  for (const key of ['text', 'dit.step']) await ask(pool, key)
  expect(builds).toEqual(['text', 'dit.step', 'text', 'dit.step'])
})

test('a session that was closed says so when it is run', async () => {
  const pool = poolFor(4)
  const session = await ask(pool, 'text')
  await pool.release()
  await expect(firstOutput(session)).rejects.toMatchObject({ code: 'session_failed' })
})

test('a graph that cannot be opened does not block the pool', async () => {
  const pool = poolFor(4)
  const damaged = (): GraphModel => ({ ...model('damaged')(), bytes: Uint8Array.of(1, 2, 3) })
  await expect(pool.get('damaged', damaged)).rejects.toMatchObject({ code: 'session_failed' })
  expect(await firstOutput(await ask(pool, 'text'))).toBeTypeOf('number')
})

test('room is made for half-precision weights before they grow, not after', async () => {
  const pool = poolFor(2)
  await ask(pool, 'text')
  const held = builds.length
  const growing = (): GraphModel => ({ ...model('dit.step')(), castBytes: SESSION_BYTES })
  await pool.get('dit.step', growing)
  await ask(pool, 'text')
  expect(builds.length).toBe(held + 2)
})

test('a graph that a provider cannot run whole is named, with what helps', async () => {
  const pool = createSessionPool({ provider: 'webgpu', threads: 1, wholeOnProvider: true })
  const damaged = (): GraphModel => ({ ...model('dit.step')(), bytes: Uint8Array.of(1, 2, 3) })
  await expect(pool.get('dit.step', damaged)).rejects.toMatchObject({
    code: 'session_failed',
    message: expect.stringMatching(/the graph dit\.step \(it was to run on webgpu alone: allow the CPU beside it/),
  })
})
