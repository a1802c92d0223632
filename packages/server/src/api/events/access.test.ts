import { expect, test, vi } from 'vitest'
import { readEvents } from '../testing/event-reader.test.fixture.ts'
import { AUDIO_TO_AUDIO, NOW, OTHER_KEY } from '../testing/memory-house.test.fixture.ts'
import { AUTHORIZED, listeningServer, type MemoryServer } from '../testing/memory-server.test.fixture.ts'

const OTHER = { authorization: `Bearer ${OTHER_KEY}` }

async function submit({ app }: MemoryServer): Promise<string> {
  const payload = { audio: 'https://audio.example.org/a.mp3', prompt: 'choir' }
  const url = `/api/v3/${AUDIO_TO_AUDIO}`
  return (await app.inject({ method: 'POST', url, headers: AUTHORIZED, payload })).json().data.id
}

async function issueTicket({ app }: MemoryServer, id: string) {
  const url = `/api/v3/predictions/${id}/events/ticket`
  return (await app.inject({ method: 'POST', url, headers: AUTHORIZED })).json().data
}

test('the events of another account do not exist, and without a key there are none', async () => {
  const server = await listeningServer()
  const id = await submit(server)
  const status = async (method: 'GET' | 'POST', path: string, headers: Record<string, string>) =>
    (await server.app.inject({ method, url: `/api/v3/predictions/${path}`, headers })).statusCode
  expect(await status('GET', `${id}/events`, OTHER)).toBe(404)
  expect(await status('POST', `${id}/events/ticket`, OTHER)).toBe(404)
  expect(await status('GET', `${'a'.repeat(32)}/events`, AUTHORIZED)).toBe(404)
  expect(await status('GET', `${id}/events`, {})).toBe(401)
  expect(await status('POST', `${id}/events/ticket`, {})).toBe(401)
  expect((await server.app.inject({ url: '/api/v3/events' })).statusCode).toBe(401)
})

test("another account's stream does not hear of a task", async () => {
  const server = await listeningServer()
  const events = await readEvents(`${server.url}/api/v3/events`, OTHER)
  await events.nextBlock()
  await submit(server)
  await server.app.close()
  expect(await events.next()).toBeUndefined()
})

test('a ticket opens the events of its one task, for a while', async () => {
  let now = NOW
  const server = await listeningServer({}, { clock: () => now })
  const [id, other] = [await submit(server), await submit(server)]
  const { ticket, url, expires_at } = await issueTicket(server, id)
  expect(expires_at).toBe('2026-07-01T12:44:56.789Z')
  const events = await readEvents(server.url + new URL(url).pathname + new URL(url).search)
  expect(await events.next()).toMatchObject({ data: { id } })

  const status = async (path: string) =>
    (await server.app.inject({ url: `/api/v3/${path}?ticket=${ticket}` })).statusCode
  expect(await status(`predictions/${other}/events`)).toBe(401)
  expect(await status(`predictions/${id}`)).toBe(401)
  expect(await status('events')).toBe(401)
  now = new Date(expires_at)
  expect(await status(`predictions/${id}/events`)).toBe(401)
})

test('a key has so many streams and no more, until one of them ends', async () => {
  const server = await listeningServer()
  const address = `${server.url}/api/v3/predictions/${await submit(server)}/events`
  const streams = await Promise.all(Array.from({ length: 32 }, () => readEvents(address, AUTHORIZED)))
  const refused = await server.app.inject({ url: address, headers: AUTHORIZED })
  expect(refused.statusCode).toBe(429)
  expect(refused.json()).toMatchObject({ error_code: 'TOO_MANY_STREAMS' })
  streams[0]?.close()
  await vi.waitFor(async () => expect((await readEvents(address, AUTHORIZED)).response.statusCode).toBe(200))
})

test('an id that is none of ours is refused', async () => {
  const server = await listeningServer()
  const url = `/api/v3/predictions/${await submit(server)}/events?last_event_id=yesterday`
  const response = await server.app.inject({ url, headers: AUTHORIZED })
  expect(response.statusCode).toBe(400)
  expect(response.json().message).toContain('last_event_id')
})
