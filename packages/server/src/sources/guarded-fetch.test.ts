import { expect, test } from 'vitest'
import type { FetchSourceOptions } from './fetch-source.ts'
import type { Resolve } from './resolve.ts'
import { startCanary } from './testing/canary.test.fixture.ts'
import { fetched } from './testing/fetched.test.fixture.ts'

const PUBLIC = { address: '93.184.216.34', family: 4 }
const LOOPBACK = { address: '127.0.0.1', family: 4 }

/** Names of these tests; nothing is asked of the network. */
const NAMES: Readonly<Record<string, readonly { address: string; family: number }[]>> = {
  'inside.test': [LOOPBACK],
  'mixed.test': [PUBLIC, LOOPBACK],
  'mixed6.test': [PUBLIC, { address: '::1', family: 6 }],
  localhost: [LOOPBACK],
}
const resolve: Resolve = async (hostname) => NAMES[hostname] ?? []

function options(overrides: Partial<FetchSourceOptions> = {}): FetchSourceOptions {
  return { maxBytes: 1000, signal: new AbortController().signal, allowedHosts: [], resolve, ...overrides }
}

test.each([
  'http://mixed.test:22/',
  'ftp://inside.test:PORT/',
  'file:///etc/passwd',
  'data:audio/wav;base64,AAAA',
  'not a url',
])('%s is refused before a socket is opened', async (spelling) => {
  const canary = await startCanary((_request, response) => response.end('secret'))
  await expect(fetched(spelling.replace('PORT', String(canary.port)), options())).rejects.toMatchObject({
    code: 'source_refused',
    taskCode: 1402,
    message: 'The audio URL points to an address this server does not fetch from.',
  })
  expect(canary.sockets()).toBe(0)
})

test.each([
  'http://127.0.0.1:PORT/secret',
  'http://inside.test:PORT/secret',
  '//127.0.0.1:PORT/secret',
  'file:///etc/passwd',
])('a redirect from a permitted host to %s is refused', async (target) => {
  const inner = await startCanary((_request, response) => response.end('secret'))
  const outer = await startCanary((_request, response) => {
    response.writeHead(302, { location: target.replace('PORT', String(inner.port)) }).end()
  })
  const start = `http://inside.test:${outer.port}/clip.wav`
  await expect(fetched(start, options({ allowedHosts: [`inside.test:${outer.port}`] }))).rejects.toMatchObject({
    code: 'source_refused',
  })
  expect(outer.requests).toEqual(['/clip.wav'])
  expect(inner.sockets()).toBe(0)
})

test('every socket asks the resolver exactly once, and goes where that answer says', async () => {
  const canary = await startCanary((_request, response) => response.end('clip'))
  const asked: string[] = []
  const counting: Resolve = async (hostname) => {
    asked.push(hostname)
    return asked.length === 1 ? [LOOPBACK] : [{ address: '127.0.0.2', family: 4 }]
  }
  const url = `http://nas.test:${canary.port}/a.wav`
  await fetched(url, options({ resolve: counting, allowedHosts: ['nas.test'] }))
  expect(asked).toEqual(['nas.test'])
})

test.each([
  ['inside.test', 'http://inside.test:PORT/'],
  ['inside.test:PORT', 'http://inside.test:PORT/'],
  ['127.0.0.1', 'http://127.0.0.1:PORT/'],
  ['127.0.0.1:PORT', 'http://0x7f.1:PORT/'],
  ['INSIDE.test'.toLowerCase(), 'http://Inside.Test:PORT/'],
])('the operator’s entry %s lets %s through', async (entry, url) => {
  const canary = await startCanary((_request, response) => response.end('clip'))
  const port = String(canary.port)
  const bytes = await fetched(url.replace('PORT', port), options({ allowedHosts: [entry.replace('PORT', port)] }))
  expect(Buffer.from(bytes).toString()).toBe('clip')
})

test('an entry with another port lets nothing through', async () => {
  const canary = await startCanary((_request, response) => response.end('clip'))
  const url = `http://inside.test:${canary.port}/`
  await expect(fetched(url, options({ allowedHosts: ['inside.test:1'] }))).rejects.toMatchObject({
    code: 'source_refused',
  })
  expect(canary.sockets()).toBe(0)
})
