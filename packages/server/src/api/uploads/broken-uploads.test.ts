import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openLocalFiles } from '../../store/local-files.ts'
import { AUTHORIZED, listeningServer } from '../testing/memory-server.test.fixture.ts'

const BINARY = '/api/v3/media/upload/binary'
const MULTIPART = { ...AUTHORIZED, 'Content-Type': 'multipart/form-data; boundary=x' }
const FILE_PART = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.mp3"\r\n\r\nabc'

/** Uploads into a real folder: opening its file takes a while, in which much can happen to a body. */
async function serverWithFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'retimbre-uploads-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const server = await listeningServer()
  Object.assign(server.house.files, await openLocalFiles(folder))
  /** Everything the folder holds, files and folders alike. */
  const stored = async (): Promise<string[]> => (await readdir(folder, { recursive: true })).sort()
  return { ...server, stored }
}

function openSocket(url: string): Socket {
  const { hostname, port } = new URL(url)
  return connect(Number(port), hostname).on('error', () => {})
}

test('a form that is cut short is refused, and leaves nothing behind', async () => {
  const { url, stored } = await serverWithFolder()
  const response = await fetch(url + BINARY, { method: 'POST', headers: MULTIPART, body: FILE_PART })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ error_code: 'INVALID_BODY', data: null })
  expect(await stored()).toEqual(['.incoming'])
})

test('a form whose sender hangs up leaves nothing behind', async () => {
  const { url, house, stored } = await serverWithFolder()
  const put = vi.spyOn(house.files, 'put')
  const socket = openSocket(url)
  const headers = Object.entries({ ...MULTIPART, Host: 'localhost', 'Content-Length': '1000' })
  socket.write(
    `POST ${BINARY} HTTP/1.1\r\n${headers.map((header) => header.join(': ')).join('\r\n')}\r\n\r\n${FILE_PART}`,
  )
  await vi.waitFor(() => expect(put).toHaveBeenCalled())
  socket.destroy()
  await expect(put.mock.results[0]?.value).rejects.toThrow('The upload ended before it was complete.')
  expect(await stored()).toEqual(['.incoming'])
})

test('a PUT whose sender hangs up at once leaves nothing behind, and the ticket is still good', async () => {
  const { url, house, stored } = await serverWithFolder()
  const file = { filename: 'a.mp3', sizeBytes: 3, contentType: undefined }
  const { ticket, secret } = await house.uploads.createTicket('account-1', file)
  const path = `/uploads/put/${ticket.id}?sig=${secret}`
  const put = vi.spyOn(house.files, 'put')
  const socket = openSocket(url)
  socket.write(`PUT ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\na`, () => socket.destroy())
  await vi.waitFor(() => expect(put).toHaveBeenCalled())
  await expect(put.mock.results[0]?.value).rejects.toThrow('The upload ended before it was complete.')
  expect(await stored()).toEqual(['.incoming'])
  expect((await fetch(url + path, { method: 'PUT', body: 'abc' })).status).toBe(200)
})

test('a file that cannot be recorded does not stay', async () => {
  const { url, house, stored } = await serverWithFolder()
  house.uploads.record = async () => {
    throw new Error('the database is gone')
  }
  const body = `${FILE_PART}\r\n--x--\r\n`
  const response = await fetch(url + BINARY, { method: 'POST', headers: MULTIPART, body })
  expect(response.status).toBe(500)
  expect(await stored()).toEqual(['.incoming', 'uploads'])
})
