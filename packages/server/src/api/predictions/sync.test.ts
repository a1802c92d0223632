import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { pino } from 'pino'
import { expect, test, vi } from 'vitest'
import { AUDIO_TO_AUDIO } from '../testing/memory-house.test.fixture.ts'
import { AUTHORIZED, listeningServer, memoryServer } from '../testing/memory-server.test.fixture.ts'

const OUTPUT = 'outputs/6f1e6f1e6f1e6f1e/0.mp3'
const PAYLOAD = { audio: 'https://audio.example.org/a.mp3', prompt: 'choir', enable_sync_mode: true }

/** Long enough that nothing but the test ends a wait. */
const PATIENT = { deadlineMs: 60_000, heartbeatMs: 20 }

async function openSync(url: string, payload: object = PAYLOAD) {
  const outgoing = httpRequest(`${url}/api/v3/${AUDIO_TO_AUDIO}`, {
    method: 'POST',
    headers: { ...AUTHORIZED, 'content-type': 'application/json' },
  })
  outgoing.end(JSON.stringify(payload))
  const [response] = await once(outgoing, 'response')
  return { outgoing, response }
}

test('headers and line feeds come while the task runs, the JSON when it ends', async () => {
  const { house, url } = await listeningServer({}, { sync: PATIENT })
  const submitted = house.predictions.submitted()
  const { response } = await openSync(url)
  expect(response.statusCode).toBe(200)
  expect(response.headers['content-type']).toMatch(/^application\/json/)
  const { id } = await submitted
  let text = ''
  for await (const chunk of response) {
    text += chunk
    if (text === '\n\n\n') house.predictions.complete(id, [OUTPUT])
  }
  expect(text).toMatch(/^\n{3,}\{/)
  expect(JSON.parse(text).data).toMatchObject({ id, status: 'completed', outputs: [`${url}/files/${OUTPUT}`] })
})

test('a failed task ends a held answer like any other', async () => {
  const { house, url } = await listeningServer({}, { sync: PATIENT })
  const submitted = house.predictions.submitted()
  const { response } = await openSync(url)
  house.predictions.fail((await submitted).id, 'No audio in there.')
  const text = (await response.toArray()).join('')
  expect(JSON.parse(text)).toMatchObject({
    code: 200,
    data: { status: 'failed', error: 'No audio in there.', code: 1402 },
  })
})

test('past the deadline the answer names the prediction, which runs on', async () => {
  const { app, house } = memoryServer({}, { sync: { deadlineMs: 1, heartbeatMs: 60_000 } })
  const response = await app.inject({
    method: 'POST',
    url: `/api/v3/${AUDIO_TO_AUDIO}`,
    headers: AUTHORIZED,
    payload: PAYLOAD,
  })
  const { data } = response.json()
  expect(response.statusCode).toBe(200)
  expect(data).toMatchObject({ code: 5004, error: `Sync mode timed out. Prediction ID: ${data.id}`, outputs: [] })
  expect(house.predictions.all.get(data.id)?.status).toBe('created')
})

test('a client that goes away releases the wait and leaves the task alone', async () => {
  const { house, url } = await listeningServer({}, { sync: PATIENT })
  const { outgoing, response } = await openSync(url)
  expect(house.predictions.waiting()).toBe(1)
  response.on('error', () => undefined)
  outgoing.destroy()
  await vi.waitFor(() => expect(house.predictions.waiting()).toBe(0))
  expect(house.predictions.all.size).toBe(1)
})

test('a client that goes away before its answer begins is no fault of the server', async () => {
  const faults: string[] = []
  const log = pino({ level: 'error' }, { write: (line: string) => void faults.push(line) })
  const { app, house, url } = await listeningServer({}, { sync: PATIENT, log })
  const gone = new Promise((resolve) => app.server.once('connection', (socket) => socket.once('close', resolve)))
  const submit = house.predictions.submit
  house.predictions.submit = async (request) => {
    outgoing.destroy()
    await gone
    return submit(request)
  }
  const submitted = house.predictions.submitted()
  const outgoing = httpRequest(`${url}/api/v3/${AUDIO_TO_AUDIO}`, {
    method: 'POST',
    headers: { ...AUTHORIZED, 'content-type': 'application/json' },
  }).on('error', () => {})
  outgoing.end(JSON.stringify(PAYLOAD))
  await submitted
  await app.close()
  expect(faults).toEqual([])
})

test('a closing server ends its held answers with the deadline form', async () => {
  const { app, url } = await listeningServer({}, { sync: PATIENT })
  const { response } = await openSync(url)
  const closed = app.close()
  const text = (await response.toArray()).join('')
  expect(JSON.parse(text).data.code).toBe(5004)
  await closed
})

test('what is wrong with a sync submit is said with its own status, before anything is held', async () => {
  const { app } = memoryServer({}, { sync: PATIENT })
  const response = await app.inject({
    method: 'POST',
    url: `/api/v3/${AUDIO_TO_AUDIO}`,
    headers: AUTHORIZED,
    payload: { ...PAYLOAD, duration: 0 },
  })
  expect(response.statusCode).toBe(400)
})
