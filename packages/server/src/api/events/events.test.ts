import { Value } from 'typebox/value'
import { expect, test, vi } from 'vitest'
import { readEvents } from '../testing/event-reader.test.fixture.ts'
import { AUDIO_TO_AUDIO } from '../testing/memory-house.test.fixture.ts'
import { AUTHORIZED, listeningServer, type MemoryServer } from '../testing/memory-server.test.fixture.ts'
import { LiveState } from './live-state.ts'

async function submit({ app }: MemoryServer): Promise<string> {
  const payload = { audio: 'https://audio.example.org/a.mp3', prompt: 'choir', seed: 5 }
  const url = `/api/v3/${AUDIO_TO_AUDIO}`
  return (await app.inject({ method: 'POST', url, headers: AUTHORIZED, payload })).json().data.id
}

async function watchedTask() {
  const server = await listeningServer({ publicUrl: 'https://audio.example.net' })
  const id = await submit(server)
  const events = await readEvents(`${server.url}/api/v3/predictions/${id}/events`, AUTHORIZED)
  return { ...server, id, events }
}

test('a task is told from the queue to its end, and then the stream ends', async () => {
  const { house, id, events } = await watchedTask()
  expect(events.response.headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  })
  expect(await events.nextBlock()).toBe('retry: 2000')
  const waiting = await events.next()
  expect(waiting).toMatchObject({ id: '1', event: 'status' })
  expect(waiting?.data).toMatchObject({
    id,
    status: 'created',
    stage: 'waiting',
    fraction: 0,
    position: 1,
    elapsed_ms: 0,
  })

  house.predictions.process(id, { stage: 'reading the source', fraction: 0 })
  expect(await events.next()).toMatchObject({ id: '2', event: 'status', data: { stage: 'reading the source' } })
  house.predictions.process(id, { stage: 'step', fraction: 0.5, step: { done: 3, total: 8 }, remainingMs: 4_000 })
  const step = await events.next()
  const data = { status: 'processing', stage: 'step 3 of 8', fraction: 0.5, step: 3, steps: 8, remaining_ms: 4_000 }
  expect(step).toMatchObject({ id: '3', event: 'progress', data })
  expect(Value.Check(LiveState, step?.data)).toBe(true)

  house.predictions.complete(id, [])
  const done = await events.next()
  expect(done).toMatchObject({ id: '4', event: 'done' })
  expect(await events.next()).toBeUndefined()
  expect(house.live.watching()).toBe(0)
})

test('the last event carries the very object that a poll is answered with', async () => {
  const { app, house, id, events } = await watchedTask()
  house.predictions.fail(id, 'Not a sound file.')
  let last = await events.next()
  while (last?.event !== 'done') last = await events.next()
  const poll = await app.inject({ url: `/api/v3/predictions/${id}`, headers: AUTHORIZED })
  const expected = poll.json().data
  expect({ ...last.data, urls: expected.urls }).toEqual(expected)
})

test('a client that comes back is told at once what it missed, and nothing twice', async () => {
  const { house, url, id, events } = await watchedTask()
  const first = await events.next()
  events.close()
  house.predictions.process(id)
  const address = `${url}/api/v3/predictions/${id}/events`
  const resumed = await readEvents(address, { ...AUTHORIZED, 'Last-Event-ID': first?.id ?? '' })
  const missed = await resumed.next()
  expect(missed).toMatchObject({ id: '2', event: 'status', data: { status: 'processing' } })

  const again = await readEvents(`${address}?last_event_id=${missed?.id}`, AUTHORIZED)
  await again.nextBlock()
  house.predictions.process(id, { stage: 'render', fraction: 0.8 })
  expect(await again.next()).toMatchObject({ id: '3', data: { fraction: 0.8 } })
})

test('whoever comes after the end is told the end at once', async () => {
  const { house, url, id } = await watchedTask()
  house.predictions.complete(id, [])
  const late = await readEvents(`${url}/api/v3/predictions/${id}/events`, { ...AUTHORIZED, 'Last-Event-ID': '2' })
  expect(await late.next()).toMatchObject({ event: 'done', data: { status: 'completed' } })
  expect(await late.next()).toBeUndefined()
})

test('who waits is told when those before it go', async () => {
  const server = await listeningServer()
  const first = await submit(server)
  const second = await submit(server)
  const events = await readEvents(`${server.url}/api/v3/predictions/${second}/events`, AUTHORIZED)
  expect(await events.next()).toMatchObject({ event: 'status', data: { position: 2 } })
  server.house.predictions.process(first)
  expect(await events.next()).toMatchObject({ id: '2', event: 'progress', data: { position: 1 } })
})

test('a stream without news shows that it lives', async () => {
  const server = await listeningServer({}, { events: { heartbeatMs: 5, lifeMs: 60_000 } })
  const events = await readEvents(`${server.url}/api/v3/predictions/${await submit(server)}/events`, AUTHORIZED)
  await events.next()
  expect(await events.nextBlock()).toBe(': still here')
  expect(await events.nextBlock()).toBe(': still here')
})

test('a stream ends with its time, with its client and with the server', async () => {
  const short = await listeningServer({}, { events: { heartbeatMs: 60_000, lifeMs: 20 } })
  const brief = await readEvents(`${short.url}/api/v3/predictions/${await submit(short)}/events`, AUTHORIZED)
  await brief.next()
  expect(await brief.next()).toBeUndefined()

  const { app, url, house, id, events } = await watchedTask()
  await events.next()
  expect(house.live.watching()).toBe(1)
  events.close()
  await vi.waitFor(() => expect(house.live.watching()).toBe(0))

  const last = await readEvents(`${url}/api/v3/predictions/${id}/events`, AUTHORIZED)
  await last.next()
  await app.close()
  expect(await last.next()).toBeUndefined()
})

test('one stream tells the tasks of a whole account: those that go on, and every change after that', async () => {
  const server = await listeningServer()
  const { house, url } = server
  const [over, running] = [await submit(server), await submit(server)]
  house.predictions.complete(over, [])
  const events = await readEvents(`${url}/api/v3/events`, AUTHORIZED)
  expect(await events.next()).toMatchObject({ id: '2', event: 'status', data: { id: running, position: 1 } })
  const next = await submit(server)
  expect(await events.next()).toMatchObject({ id: '4', event: 'status', data: { id: next, position: 2 } })
  house.predictions.complete(running, [])
  const told = [await events.next(), await events.next()]
  expect(told.find((event) => event?.event === 'done')).toMatchObject({ id: '5', data: { id: running } })
  expect(told.find((event) => event?.event === 'progress')).toMatchObject({ data: { id: next, position: 1 } })

  const resumed = await readEvents(`${url}/api/v3/events`, { ...AUTHORIZED, 'Last-Event-ID': '2' })
  expect([await resumed.next(), await resumed.next(), await resumed.next()]).toMatchObject([
    { id: '3', event: 'done', data: { id: over } },
    { id: '4', event: 'status', data: { id: next } },
    { id: '5', event: 'done', data: { id: running } },
  ])
})
