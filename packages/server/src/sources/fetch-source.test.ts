import { once } from 'node:events'
import { readFile, stat } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { FETCH_LIMITS, type FetchSourceOptions, fetchSource } from './fetch-source.ts'
import { startCanary } from './testing/canary.test.fixture.ts'
import { fetched } from './testing/fetched.test.fixture.ts'
import { asJobError, reasonOfStatus } from './unreachable.ts'

const ALLOWED = ['127.0.0.1']

async function fetchFrom(answer: RequestListener, overrides: Partial<FetchSourceOptions> = {}): Promise<Uint8Array> {
  const { port } = await startCanary(answer)
  return fetched(`http://127.0.0.1:${port}/clip.wav`, { allowedHosts: ALLOWED, ...overrides })
}

function failure(reason: string) {
  return { code: 'source_unreachable', message: `Could not fetch the audio from the given URL: ${reason}` }
}

test('a clip comes back byte for byte, with its length announced or not', async () => {
  const clip = Buffer.alloc(100_000, 'x')
  const announced = await fetchFrom((_request, response) => response.setHeader('content-length', clip.length).end(clip))
  const chunked = await fetchFrom((_request, response) => {
    response.write(clip.subarray(0, 10))
    response.end(clip.subarray(10))
  })
  expect(clip.equals(announced)).toBe(true)
  expect(clip.equals(chunked)).toBe(true)
})

test('redirects are followed, relative ones too, and not for ever', async () => {
  const arrived = await fetchFrom((request, response) => {
    if (request.url === '/clip.wav') response.writeHead(301, { location: '/there?x=1' }).end('moved')
    else if (request.url === '/there?x=1') response.writeHead(307, { location: 'end' }).end()
    else response.end(`at ${request.url}`)
  })
  expect(Buffer.from(arrived).toString()).toBe('at /end')
  const loop: RequestListener = (_request, response) => response.writeHead(302, { location: '/again' }).end()
  await expect(fetchFrom(loop)).rejects.toMatchObject(failure('it redirects too often.'))
})

test('an endless body is cut at the limit, and a long one refused by its announcement', async () => {
  let closed = false
  const endless: RequestListener = (_request, response) => {
    const piece = Buffer.alloc(16_384)
    const pour = () => {
      while (!closed && response.write(piece));
    }
    response.on('drain', pour).on('close', () => {
      closed = true
    })
    pour()
  }
  await expect(fetchFrom(endless, { maxBytes: 2 ** 20 })).rejects.toMatchObject(
    failure('it is larger than the allowed 1 MiB.'),
  )
  const announced: RequestListener = (_request, response) => {
    response.writeHead(200, { 'content-length': String(3 * 2 ** 20) })
    response.write('x')
  }
  await expect(fetchFrom(announced, { maxBytes: 2 ** 21 })).rejects.toMatchObject(
    failure('it is larger than the allowed 2 MiB.'),
  )
})

test('silence before the headers or within the body is ended', async () => {
  const limits = { ...FETCH_LIMITS, idleMs: 50 }
  const slow = failure('the server there is too slow.')
  await expect(fetchFrom(() => undefined, { limits })).rejects.toMatchObject(slow)
  await expect(fetchFrom((_request, response) => response.write('x'), { limits })).rejects.toMatchObject(slow)
})

test('a trickle is ended by the clock on the wall', async () => {
  const trickle: RequestListener = (_request, response) => {
    const drop = setInterval(() => response.write('x'), 5)
    response.on('close', () => clearInterval(drop))
  }
  const limits = { ...FETCH_LIMITS, totalMs: 100 }
  await expect(fetchFrom(trickle, { limits })).rejects.toMatchObject(failure('the server there is too slow.'))
})

test('a body that ends before its announced length is no clip', async () => {
  const liar: RequestListener = (_request, response) => {
    response.writeHead(200, { 'content-length': '1000' })
    response.write('short', () => response.destroy())
  }
  await expect(fetchFrom(liar)).rejects.toMatchObject(failure('the transfer broke off.'))
})

test('compressed answers are refused unopened', async () => {
  const bomb: RequestListener = (_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(10 * 2 ** 20)))
  }
  await expect(fetchFrom(bomb)).rejects.toMatchObject(failure('it is sent compressed.'))
})

test('web pages and empty files are told apart from clips', async () => {
  const page: RequestListener = (_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('\n<!doctype html><p>Hello')
  await expect(fetchFrom(page)).rejects.toMatchObject(failure('it leads to a web page, not to an audio file.'))
  await expect(fetchFrom((_request, response) => response.end())).rejects.toMatchObject(failure('the file is empty.'))
})

test('what is no HTTP is no clip', async () => {
  const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const options = { maxBytes: 10, allowedHosts: ALLOWED }
  await expect(fetched(`http://127.0.0.1:${port}/`, options)).rejects.toMatchObject(
    failure('the server there does not answer in proper HTTP.'),
  )
})

test('a closed port and an unknown name are said plainly', async () => {
  const closed = createServer().listen(0, '127.0.0.1')
  await once(closed, 'listening')
  const address = closed.address()
  closed.close()
  await once(closed, 'close')
  const port = typeof address === 'object' && address ? address.port : 0
  const options = { maxBytes: 10, allowedHosts: ['127.0.0.1', 'nobody.test'] }
  await expect(fetched(`http://127.0.0.1:${port}/`, options)).rejects.toMatchObject(
    failure('the server there cannot be reached.'),
  )
  await expect(fetched('http://nobody.test/', { ...options, resolve: async () => [] })).rejects.toMatchObject(
    failure('its host name is not known.'),
  )
})

test('the file is there while it is used, and gone whatever comes of that', async () => {
  const { port } = await startCanary((_request, response) => response.end('clip'))
  const url = `http://127.0.0.1:${port}/`
  const options = { maxBytes: 10, signal: new AbortController().signal, allowedHosts: ALLOWED }
  const paths: string[] = []
  const use = async (path: string): Promise<never> => {
    paths.push(path)
    expect(await readFile(path, 'utf8')).toBe('clip')
    throw new Error('not a clip that anybody can decode')
  }
  await expect(fetchSource(url, options, use)).rejects.toThrow('not a clip')
  await expect(fetchSource(url, { ...options, maxBytes: 3 }, use)).rejects.toMatchObject({ code: 'source_unreachable' })
  expect(paths).toHaveLength(1)
  await expect(stat(paths[0] ?? '')).rejects.toMatchObject({ code: 'ENOENT' })
})

test('an abort of the job ends the fetch with the job’s own reason', async () => {
  const job = new AbortController()
  const reason = new Error('cancelled by the owner')
  const fetching = fetchFrom(() => job.abort(reason), { signal: job.signal })
  await expect(fetching).rejects.toBe(reason)
})

test('no reason uses a word that makes clients submit again', () => {
  const forbidden = /timeout|connection|http 5|429/i
  for (let status = 100; status < 1000; status++) expect(reasonOfStatus(status)).not.toMatch(forbidden)
  const codes = [
    'ETIMEDOUT',
    'UND_ERR_CONNECT_TIMEOUT',
    'ECONNREFUSED',
    'ECONNRESET',
    'HPE_INVALID',
    'ENOTFOUND',
    'CERT_HAS_EXPIRED',
    'ODD',
  ]
  for (const code of codes) {
    expect(asJobError(Object.assign(new Error('connection timeout'), { code })).message).not.toMatch(forbidden)
  }
})
