import { expect, test } from 'vitest'
import { OTHER_KEY } from '../testing/memory-house.test.fixture.ts'
import { AUTHORIZED, memoryServer } from '../testing/memory-server.test.fixture.ts'

type Server = ReturnType<typeof memoryServer>
const LOOPBACK = { host: 'localhost' }

async function scrape({ app }: Server, headers: Record<string, string> = LOOPBACK): Promise<readonly string[]> {
  const { statusCode, body } = await app.inject({ url: '/metrics', headers })
  expect(statusCode).toBe(200)
  return body.split('\n')
}

const status = async ({ app }: Server, headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
  (await app.inject({ url: '/metrics', headers, remoteAddress })).statusCode

test('requests are counted by the template of their route, and never by their path', async () => {
  const server = memoryServer()
  const id = 'a'.repeat(32)
  await server.app.inject({ url: `/api/v3/predictions/${id}`, headers: AUTHORIZED })
  await server.app.inject({ url: '/files/outputs/secret-secret-secret/0.mp3' })
  await server.app.inject({ url: '/somewhere/else' })
  const lines = (await scrape(server)).filter((line) => line.startsWith('retimbre_http_request_duration_seconds_count'))
  expect(lines.map((line) => line.slice(line.indexOf('{'))).sort()).toEqual([
    '{method="GET",route="/api/v3/predictions/:id",status="404"} 1',
    '{method="GET",route="/files/*",status="404"} 1',
    '{method="GET",route="none",status="404"} 1',
  ])
})

test('the queue, and what became of the tasks, by names of our own', async () => {
  const server = memoryServer()
  await server.app.ready()
  const { statistics } = server.house
  statistics.states = [{ model: 'some/model', waiting: 2, oldestWaitingSeconds: 7.5, running: 1, submitted: 12 }]
  statistics.end({ model: 'some/model', engine: 'tone', errorCode: undefined, stageMs: { step: 1_500, saving: 20 } })
  statistics.end({ model: 'some/model', engine: '', errorCode: 1402, stageMs: {} })
  await scrape(server)
  expect(await scrape(server)).toEqual(
    expect.arrayContaining([
      'retimbre_queue_waiting{model="some/model"} 2',
      'retimbre_queue_oldest_waiting_seconds{model="some/model"} 7.5',
      'retimbre_webhook_deliveries{status="pending"} 3',
      'retimbre_queue_running{model="some/model"} 1',
      'retimbre_submits_total{model="some/model"} 12',
      'retimbre_jobs_ended_total{model="some/model",engine="tone",status="completed"} 1',
      'retimbre_failures_total{model="some/model",code="1402"} 1',
      'retimbre_stage_duration_seconds_sum{engine="tone",stage="step"} 1.5',
    ]),
  )
  statistics.states = []
  expect(await scrape(server)).not.toContain('retimbre_queue_waiting{model="some/model"} 2')
})

test('the process itself is measured', async () => {
  const names = (await scrape(memoryServer())).map((line) => line.split(/[ {]/)[0])
  expect(names).toEqual(expect.arrayContaining(['nodejs_eventloop_lag_seconds', 'process_resident_memory_bytes']))
})

test('unless told otherwise only this machine may look, and not through a proxy on it', async () => {
  const server = memoryServer({ host: '0.0.0.0' })
  expect(await status(server, LOOPBACK)).toBe(200)
  expect(await status(server, { host: '127.0.0.1:8787' }, '::ffff:127.0.0.1')).toBe(200)
  expect(await status(server, LOOPBACK, '192.168.1.9')).toBe(404)
  expect(await status(server, { host: 'audio.example.org' })).toBe(404)
  expect(await status(server, { ...LOOPBACK, 'x-forwarded-for': '203.0.113.7' })).toBe(404)
})

test('with "off" there is nothing, and with "key" an admin needs one', async () => {
  expect(await status(memoryServer({ metrics: 'off' }), LOOPBACK)).toBe(404)
  const server = memoryServer({ metrics: 'key' })
  expect(await status(server, LOOPBACK)).toBe(401)
  expect(await status(server, { authorization: `Bearer ${OTHER_KEY}` })).toBe(404)
  expect(await status(server, AUTHORIZED, '192.168.1.9')).toBe(200)
})
