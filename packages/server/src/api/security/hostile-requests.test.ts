import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TEST_MODEL } from '../../testing/new-prediction.test.fixture.ts'
import { type RealServer, realServer } from '../testing/real-server.test.fixture.ts'
import { Failure } from '../wavespeed/envelope.ts'

let server: RealServer
let port: number

beforeAll(async () => {
  server = await realServer()
  port = Number(new URL(await server.app.listen({ host: '127.0.0.1', port: 0 })).port)
})
afterAll(() => server.close())

/** What comes back over a socket of its own for these very bytes. */
async function raw(bytes: string, hangsUp = true): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  // Whoever hangs up before the answer may get none.
  if (hangsUp) socket.end(bytes)
  else socket.write(bytes)
  return text(socket)
}
const lines = (...all: string[]) => `${all.join('\r\n')}\r\n\r\n`
const statuses = (answer: string) => [...answer.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status))

test.each([
  ['another name', ['Host: evil.example']],
  ['a name that begins like ours', ['Host: localhost.evil.example']],
  ['every address', ['Host: 0.0.0.0']],
  ['loopback as IPv4 in IPv6', ['Host: [::ffff:127.0.0.1]']],
  ['a user', ['Host: localhost@evil.example']],
  ['a path', ['Host: evil.example/localhost']],
  ['two names', ['Host: localhost', 'Host: evil.example']],
  ['two names, the foreign one first', ['Host: evil.example', 'Host: localhost']],
  ['a list', ['Host: localhost, evil.example']],
  ['a tab', ['Host: local\thost']],
])('a host header with %s opens nothing', async (_, host) => {
  const answer = await raw(lines('GET /healthz HTTP/1.1', ...host, 'Connection: close'))
  expect([400, 403]).toContain(statuses(answer)[0])
  expect(answer).not.toContain('"status":"ok"')
})

test('no host header at all is refused, in HTTP/1.0 too', async () => {
  expect(statuses(await raw(lines('GET /healthz HTTP/1.1', 'Connection: close')))[0]).toBe(400)
  expect(await raw(lines('GET /healthz HTTP/1.0'))).not.toContain('"status":"ok"')
})

test('a whole address in the request line does not get around the check', async () => {
  for (const target of ['http://evil.example/healthz', 'http://localhost/healthz', '//evil.example/healthz', '*']) {
    const answer = await raw(lines(`GET ${target} HTTP/1.1`, 'Host: localhost', 'Connection: close'))
    expect(answer).not.toContain('"status":"ok"')
  }
})

test('a header of a megabyte, broken framing and what follows a good request end in 400 or the end of the line', async () => {
  const good = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n'
  const bad = [
    `GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'x'.repeat(1_000_000)}\r\n\r\n`,
    'GET /healthz HTTP/9.9\r\nHost: localhost\r\n\r\n',
    'POST /api/v3/keys HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'POST /api/v3/keys HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n',
    'GET /healthz HTTP/1.1\r\nHost: localhost\r\nA\0B: c\r\n\r\n',
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  ]
  for (const one of bad) {
    const answers = statuses(await raw(one))
    expect(answers.every((status) => status === 400)).toBe(true)
  }
  // What follows may be answered first, and ends the line.
  expect(statuses(await raw(`${good}NONSENSE\r\n\r\n`)).at(-1)).toBe(400)
  expect(statuses(await raw(lines('GET /healthz HTTP/1.1', 'Host: localhost', 'Connection: close'), false))).toEqual([
    200,
  ])
})

const NESTED = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
const HOSTILE = [
  ['__proto__', '{"__proto__": {"admin": true}}'],
  ['a constructor', '{"constructor": {"prototype": {"admin": true}}}'],
  ['nesting', `{"name": ${NESTED}}`],
  ['nesting in what is not known', `{"prompt": "x", "extra": ${NESTED}}`],
  ['a huge number', '{"name": 1e999, "duration": 1e308, "seed": -1e400}'],
  ['many digits', `{"name": "x", "duration": ${'9'.repeat(10_000)}}`],
  ['half a surrogate pair', '{"name": "\\ud800", "prompt": "\\udfff", "x\\ud800": "\\ud800"}'],
  ['NUL', '{"name": "a\\u0000b", "prompt": "\\u0000", "x\\u0000": "\\u0000"}'],
  ['a key twice', '{"name": "a", "name": {"b": 1}, "prompt": "x", "prompt": []}'],
  ['a list', '[1, 2, 3]'],
  ['text', '"name"'],
  ['null', 'null'],
  ['half an object', '{"name": '],
  ['bytes that are no text', '{"name": "\xff\xfe"}'],
  ['a byte order mark', '\ufeff{"name": "x"}'],
] as const

test.each(HOSTILE)('a body with %s is answered, in the envelope, and never as a fault of ours', async (_, payload) => {
  const paths = [
    'keys',
    TEST_MODEL,
    'predictions',
    'predictions/delete',
    'media/uploads',
    'billings/search',
    'admin/accounts',
  ]
  for (const path of [...paths, 'model/price', 'user/usage_stats']) {
    const headers = { authorization: `Bearer ${server.ownerKey}`, 'content-type': 'application/json' }
    const response = await server.app.inject({ method: 'POST', url: `/api/v3/${path}`, headers, payload })
    expect(response.statusCode, `${path}: ${response.body}`).toBeLessThan(500)
    if (response.statusCode !== 200) expect(Value.Check(Failure, response.json())).toBe(true)
  }
  expect(Object.getPrototypeOf({})).not.toHaveProperty('admin')
})

test('what nobody knows of a model is kept with the job although it is no text', async () => {
  const audio = `data:audio/wav;base64,${Buffer.alloc(100).toString('base64')}`
  const body = { audio, prompt: 'a\ud800b\0c', 'odd\ud800\0key': { deep: ['\ud800', '\0'] } }
  const { status, body: answer } = await server.ask(server.ownerKey, 'POST', `/api/v3/${TEST_MODEL}`, body)
  expect(status).toBe(200)
  expect(answer.data.input.prompt).toBe('a\ufffdbc')
})

const ODD_IDS = ['%00', '%ff', '..%2f..%2fetc%2fpasswd', '%F0%9F%8E%B5', "' or 1=1 --", 'a'.repeat(1_900), '__proto__']
test.each(ODD_IDS)('an id like %s is of nothing', async (id) => {
  for (const path of [`predictions/${id}`, `predictions/${id}/result`, `keys/${id}`, `admin/accounts/${id}`]) {
    const method = path.startsWith('keys') ? 'DELETE' : 'GET'
    const { status, body } = await server.ask(server.ownerKey, method, `/api/v3/${path.replaceAll(' ', '%20')}`)
    expect(status).toBe(404)
    expect(Value.Check(Failure, body)).toBe(true)
  }
})
