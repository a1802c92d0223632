import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { expect, test, vi } from 'vitest'
import { NOW } from '../testing/memory-house.test.fixture.ts'
import { AUTHORIZED, listeningServer, memoryServer } from '../testing/memory-server.test.fixture.ts'

const TICKETS = '/api/v3/media/uploads'

/** What the answers of uploads hold, as far as these tests look. */
interface Answer {
  readonly data: {
    readonly type: string
    readonly download_url: string
    readonly url?: string
    readonly upload: { readonly url: string; readonly method: string; readonly headers: Record<string, string> }
  }
}

async function ticket(url: string, payload: object): Promise<Answer> {
  const response = await fetch(url + TICKETS, {
    method: 'POST',
    headers: { ...AUTHORIZED, 'Content-Type': 'application/json' },
    body: JSON.stringify(payload),
  })
  return answerOf(response)
}

async function answerOf(response: Response): Promise<Answer> {
  return JSON.parse(await response.text())
}

async function ticketFor(url: string, sizeBytes: number, filename = 'guitar.mp3') {
  return (await ticket(url, { filename, size: sizeBytes, content_type: 'audio/mpeg' })).data
}

test('a ticket says where to send the file, how, until when, and where it will be', async () => {
  const { url } = await listeningServer()
  expect(await ticket(url, { filename: 'guitar.mp3', size: 482_113, content_type: 'audio/mpeg' })).toEqual({
    code: 200,
    message: 'success',
    data: {
      type: 'audio',
      download_url: `${url}/files/uploads/${'01'.repeat(16)}/guitar.mp3`,
      filename: 'guitar.mp3',
      size: 482_113,
      upload: {
        method: 'PUT',
        url: `${url}/uploads/put/ticket-1?sig=secret-of-ticket-1`,
        headers: { 'Content-Type': 'audio/mpeg', 'If-None-Match': '*' },
        expires_at: new Date(NOW.getTime() + 3_600_000).toISOString(),
      },
    },
  })
})

test('a file is sent with the ticket’s headers alone and comes back byte for byte', async () => {
  const { url } = await listeningServer()
  const bytes = new Uint8Array(300_000).map((_, index) => index * 7)
  const { upload, download_url } = await ticketFor(url, bytes.length, 'gitar çalışı 1.mp3')
  const stored = await fetch(upload.url, { method: upload.method, headers: upload.headers, body: bytes })
  expect(stored.status).toBe(200)
  expect(await stored.json()).toMatchObject({ code: 200, data: { download_url } })
  const download = await fetch(download_url)
  expect(Buffer.from(await download.arrayBuffer()).equals(bytes)).toBe(true)
})

test.each([undefined, 'audio/mpeg', 'application/json', 'multipart/form-data', 'no type at all'])(
  'the content type %j of a PUT does not matter',
  async (contentType) => {
    const { url } = await listeningServer()
    const { upload, download_url } = await ticketFor(url, 3)
    const outgoing = httpRequest(upload.url, {
      method: 'PUT',
      headers: contentType ? { 'content-type': contentType } : {},
    })
    outgoing.end('abc')
    const [response] = await once(outgoing, 'response')
    response.resume()
    expect(response.statusCode).toBe(200)
    expect(await (await fetch(download_url)).text()).toBe('abc')
  },
)

test('a chunked body without a length is taken, and an empty one too', async () => {
  const { url } = await listeningServer()
  for (const chunks of [['ab', 'c'], []]) {
    const { upload, download_url } = await ticketFor(url, chunks.join('').length)
    const outgoing = httpRequest(upload.url, { method: 'PUT', headers: { 'transfer-encoding': 'chunked' } })
    for (const chunk of chunks) outgoing.write(chunk)
    outgoing.end()
    const [response] = await once(outgoing, 'response')
    response.resume()
    expect(response.statusCode).toBe(200)
    expect(await (await fetch(download_url)).text()).toBe(chunks.join(''))
  }
})

test('a second PUT is 412 and changes nothing', async () => {
  const { url } = await listeningServer()
  const { upload, download_url } = await ticketFor(url, 3)
  await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: 'abc' })
  const again = await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: 'xyz' })
  expect(again.status).toBe(412)
  expect(await again.json()).toMatchObject({ code: 412, error_code: 'UPLOAD_EXISTS', data: null })
  expect(await (await fetch(download_url)).text()).toBe('abc')
})

test('more bytes than declared are 413, announced or not, and leave nothing behind', async () => {
  const { url, house } = await listeningServer()
  const announced = await ticketFor(url, 2)
  expect((await fetch(announced.upload.url, { method: 'PUT', body: 'abc' })).status).toBe(413)
  const unannounced = await ticketFor(url, 100_000)
  const outgoing = httpRequest(unannounced.upload.url, { method: 'PUT', headers: { 'transfer-encoding': 'chunked' } })
  outgoing.end(Buffer.alloc(2_000_000))
  const [response] = await once(outgoing, 'response')
  const answer = JSON.parse((await response.toArray()).join(''))
  expect(answer).toMatchObject({ code: 413, message: 'The file is larger than the allowed 98 KiB.' })
  expect(house.files.contents.size).toBe(0)
})

test('fewer bytes than declared are refused, and the ticket still takes the right ones', async () => {
  const { url, house } = await listeningServer()
  const { upload } = await ticketFor(url, 3)
  const short = await fetch(upload.url, { method: 'PUT', body: 'ab' })
  expect(await short.json()).toMatchObject({ code: 400, error_code: 'SIZE_MISMATCH' })
  expect(house.files.contents.size).toBe(0)
  expect((await fetch(upload.url, { method: 'PUT', body: 'abc' })).status).toBe(200)
})

test('an upload that breaks off leaves nothing behind', async () => {
  const { url, house } = await listeningServer()
  const { upload } = await ticketFor(url, 1000)
  const put = vi.spyOn(house.files, 'put')
  const { hostname, port, pathname, search } = new URL(upload.url)
  const socket = connect(Number(port), hostname)
  socket.write(`PUT ${pathname}${search} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nabc`)
  await vi.waitFor(() => expect(put).toHaveBeenCalled())
  socket.destroy()
  await expect(put.mock.results[0]?.value).rejects.toThrow('The upload ended before it was complete.')
  expect(house.files.contents.size).toBe(0)
})

test('wrong secrets, unknown tickets and expired ones are 403', async () => {
  let now = NOW
  const { url } = await listeningServer({}, { clock: () => now })
  const { upload } = await ticketFor(url, 3)
  for (const address of [
    upload.url.replace('sig=', 'sig=x'),
    upload.url.replace(/\?.*/, ''),
    upload.url.replace('ticket-1', 'ticket-9'),
  ]) {
    expect((await fetch(address, { method: 'PUT', body: 'abc' })).status).toBe(403)
  }
  now = new Date(NOW.getTime() + 3_600_000)
  const late = await fetch(upload.url, { method: 'PUT', body: 'abc' })
  expect(await late.json()).toMatchObject({ code: 403, error_code: 'UPLOAD_TICKET_EXPIRED', data: null })
})

test.each([
  [{ size: 1 }, 400, 'field "filename" is required'],
  [{ filename: 'a.mp3' }, 400, 'field "size" is required'],
  [{ filename: 'a.mp3', size: -1 }, 400, 'field "size" must be an integer of at least 0'],
  [{ filename: 'a.mp3', size: 1_000_001 }, 413, 'The file is larger than the allowed 977 KiB.'],
])('the ticket request %j is %i', async (payload, status, message) => {
  const { app } = memoryServer()
  const response = await app.inject({ method: 'POST', url: TICKETS, headers: AUTHORIZED, payload })
  expect(response.statusCode).toBe(status)
  expect(response.json()).toMatchObject({ code: status, message })
})

test('a missing or impossible content type becomes plain bytes, and the kind comes from the name', async () => {
  const { url } = await listeningServer()
  for (const contentType of [undefined, 'audio/mpeg\r\nX-Evil: 1', 'nonsense']) {
    const { data } = await ticket(url, { filename: 'clip.opus', size: 1, content_type: contentType })
    expect(data.type).toBe('audio')
    expect(data.upload.headers['Content-Type']).toBe('application/octet-stream')
  }
})

async function sendForm(url: string, path: string, filename: string, bytes: Uint8Array) {
  const form = new FormData()
  form.append('note', 'in front of the file')
  form.append('file', new Blob([bytes]), filename)
  const response = await fetch(url + path, { method: 'POST', headers: AUTHORIZED, body: form })
  return { status: response.status, body: await answerOf(response) }
}

test.each(['/api/v3/media/upload/binary', '/api/v2/media/upload/binary', '/api/v3/upload'])(
  'a form is stored by POST %s',
  async (path) => {
    const { url, house } = await listeningServer()
    const bytes = new Uint8Array(400_000).fill(3)
    const { status, body } = await sendForm(url, path, 'guitar.mp3', bytes)
    expect(status).toBe(200)
    expect(body.data).toMatchObject({ type: 'audio', filename: 'guitar.mp3', size: 400_000 })
    expect(body.data.url).toBe(path.endsWith('/upload') ? body.data.download_url : undefined)
    expect(Buffer.from(await (await fetch(body.data.download_url)).arrayBuffer()).equals(bytes)).toBe(true)
    expect(house.recorded).toEqual([new URL(body.data.download_url).pathname.replace('/files/', '')])
  },
)

test('the kind of a form’s file is told by its content, whatever it is called', async () => {
  const { url } = await listeningServer()
  const kindOf = async (content: string) =>
    (await sendForm(url, '/api/v3/media/upload/binary', 'audio.mp3', Buffer.from(content, 'latin1'))).body.data.type
  expect(await kindOf('\x89PNG\r\n\x1a\n....')).toBe('image')
  expect(await kindOf('\0\0\0\x18ftypM4A mp42')).toBe('audio')
  expect(await kindOf('\0\0\0\x18ftypisommp42')).toBe('video')
})

test('a form’s file beyond the limit is 413 and leaves nothing behind', async () => {
  const { url, house } = await listeningServer()
  const { status, body } = await sendForm(url, '/api/v3/media/upload/binary', 'a.wav', new Uint8Array(1_500_000))
  expect(status).toBe(413)
  expect(body).toMatchObject({ code: 413, message: 'The file is larger than the allowed 977 KiB.', data: null })
  expect(house.files.contents.size).toBe(0)
})

test.each([
  ['--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n', 400],
  ['--x\r\ncontent-disposition: form-data; name="file"; filename="a.mp3"\r\n\r\nabc', 400],
  ['', 400],
])('the broken form %j is refused in the envelope', async (payload, status) => {
  const { app, house } = memoryServer()
  const headers = { ...AUTHORIZED, 'content-type': 'multipart/form-data; boundary=x' }
  const response = await app.inject({ method: 'POST', url: '/api/v3/media/upload/binary', headers, payload })
  expect(response.statusCode).toBe(status)
  expect(response.json()).toMatchObject({ code: status, error_code: 'INVALID_BODY', data: null })
  expect(house.files.contents.size).toBe(0)
})

test('anything but a form is 415', async () => {
  const { app } = memoryServer()
  const response = await app.inject({ method: 'POST', url: '/api/v3/upload', headers: AUTHORIZED, payload: { a: 1 } })
  expect(response.json()).toMatchObject({ code: 415, error_code: 'UNSUPPORTED_MEDIA', data: null })
})
