import { afterAll, beforeAll, expect, test } from 'vitest'
import type { House } from '../house.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'
import { isFileKey } from './file-keys.ts'

const NOW = new Date('2026-07-01T12:00:00Z')
const FILE = { filename: 'Gitar Kaydı.mp3', sizeBytes: 482_113, contentType: 'audio/mpeg' }
let house: House

beforeAll(async () => {
  house = await openTestHouse({}, { clock: () => NOW })
})
afterAll(() => house.close())

test('a ticket is found with its secret, for an hour, until its file has come', async () => {
  const { ticket, secret } = await house.uploads.createTicket(house.ownerAccountId, FILE)
  expect(ticket).toMatchObject({ filename: FILE.filename, declaredSizeBytes: 482_113, contentType: 'audio/mpeg' })
  expect(ticket.expiresAt).toEqual(new Date('2026-07-01T13:00:00Z'))
  expect(isFileKey(ticket.fileKey)).toBe(true)
  expect(await house.uploads.findTicket(ticket.id, secret)).toEqual({ ...ticket, stored: false })
  await house.uploads.markStored(ticket.id, 482_113)
  expect(await house.uploads.findTicket(ticket.id, secret)).toEqual({ ...ticket, stored: true })
})

test('a ticket is not found with another secret, and the secret is nowhere in the database', async () => {
  const { ticket, secret } = await house.uploads.createTicket(house.ownerAccountId, FILE)
  const other = await house.uploads.createTicket(house.ownerAccountId, FILE)
  expect(await house.uploads.findTicket(ticket.id, other.secret)).toBeUndefined()
  expect(await house.uploads.findTicket(ticket.id, '')).toBeUndefined()
  const rows = await house.database.kysely.selectFrom('uploads').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(secret)
})

test('a ticket without a content type has none', async () => {
  const { ticket, secret } = await house.uploads.createTicket(house.ownerAccountId, { ...FILE, contentType: undefined })
  expect((await house.uploads.findTicket(ticket.id, secret))?.contentType).toBeUndefined()
})

test('a file that came without a ticket is recorded, and no secret opens it', async () => {
  const fileKey = 'uploads/0123456789abcdef/clip.mp3'
  await house.uploads.record(house.ownerAccountId, { fileKey, filename: 'clip.mp3', sizeBytes: 5 })
  const row = await house.database.kysely
    .selectFrom('uploads')
    .selectAll()
    .where('file_key', '=', fileKey)
    .executeTakeFirstOrThrow()
  expect(row).toMatchObject({ size_bytes: 5, stored_at: NOW, secret_hash: null })
  expect(await house.uploads.findTicket(row.id, '')).toBeUndefined()
})

test('a file that is forgotten leaves no row, and only its owner can forget it', async () => {
  const fileKey = 'uploads/fedcba9876543210/clip.mp3'
  await house.uploads.record(house.ownerAccountId, { fileKey, filename: 'clip.mp3', sizeBytes: 5 })
  const rows = () => house.database.kysely.selectFrom('uploads').selectAll().where('file_key', '=', fileKey).execute()
  await house.uploads.forget('stranger', fileKey)
  expect(await rows()).toHaveLength(1)
  await house.uploads.forget(house.ownerAccountId, fileKey)
  expect(await rows()).toHaveLength(0)
})
