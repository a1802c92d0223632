import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { House } from '../house.ts'
import { systemRandom } from '../ids.ts'
import type { Uploads } from '../ports.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'
import { openUploads } from './uploads.ts'

const HOUR_MS = 3_600_000
let house: House
let uploads: Uploads
let accountId: string
let now: Date
let made = 0

beforeAll(async () => {
  house = await openTestHouse()
  uploads = openUploads(house.database, { clock: () => now, random: systemRandom, quotaBytes: 100 })
})
beforeEach(async () => {
  now = new Date('2026-07-01T12:00:00Z')
  made += 1
  accountId = (await house.accounts.create({ name: `member ${made}`, role: 'member', creditMicrodollars: 0 })).id
})
afterAll(() => house.close())

let files = 0
const form = (sizeBytes: number) => {
  files += 1
  return uploads.record(accountId, { fileKey: `uploads/${files}/a.mp3`, filename: 'a.mp3', sizeBytes })
}
const ticket = (sizeBytes: number) =>
  uploads.createTicket(accountId, { filename: 'a.mp3', sizeBytes, contentType: undefined })
const later = (hours: number) => {
  now = new Date(now.getTime() + hours * HOUR_MS)
}
const EXCEEDED = { code: 'upload_quota_exceeded', status: 429, message: 'Upload quota exceeded' }

test('forms and tickets of one day share the quota, and the last byte of it may be used', async () => {
  await form(60)
  await ticket(40)
  await expect(form(1)).rejects.toMatchObject(EXCEEDED)
  await expect(ticket(1)).rejects.toMatchObject(EXCEEDED)
  await expect(uploads.requireRoom(accountId, 1)).rejects.toMatchObject(EXCEEDED)
})

test('there is room again when enough uploads are a day old, and the refusal says when', async () => {
  await form(60)
  later(10)
  await form(40)
  later(1)
  // 50 bytes fit when the 60 of eleven hours ago have left, 80 only with the 40 after them.
  await expect(form(50)).rejects.toMatchObject({ retryAfterSeconds: String(13 * 3600) })
  await expect(form(80)).rejects.toMatchObject({ retryAfterSeconds: String(23 * 3600) })
  later(13)
  await form(50)
})

test('a ticket that nobody used counts until it expires; one that was used counts for a day', async () => {
  await ticket(60)
  const used = await ticket(40)
  await uploads.markStored(used.ticket.id, 40)
  later(2)
  await form(60)
  await expect(form(1)).rejects.toMatchObject(EXCEEDED)
})

test('of many uploads at once only so many are taken as there is room for', async () => {
  const outcomes = await Promise.allSettled(
    Array.from({ length: 30 }, (_, index) => (index % 2 ? form(10) : ticket(10))),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
})

test('what was forgotten leaves its room, and other accounts have their own', async () => {
  await form(100)
  await uploads.forget(accountId, `uploads/${files}/a.mp3`)
  await form(100)
  accountId = house.ownerAccountId
  await form(100)
})

test('what is larger than a whole quota never fits, and is not to be tried again', async () => {
  await expect(form(101)).rejects.toMatchObject({ code: 'file_too_large', retryable: false })
})

test('a quota of 0 is none', async () => {
  const free = openUploads(house.database, { clock: () => now, random: systemRandom, quotaBytes: 0 })
  await free.record(accountId, { fileKey: 'uploads/free/a.mp3', filename: 'a.mp3', sizeBytes: 1e12 })
  await free.requireRoom(accountId, 1e12)
})
