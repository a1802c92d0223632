import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { House } from '../house.ts'
import { systemRandom } from '../ids.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'
import { openWebhookSecrets, type WebhookSecrets } from './secrets.ts'

const DAY_MS = 24 * 60 * 60 * 1000

let house: House
let secrets: WebhookSecrets
let keyId: string
let now = new Date('2026-07-01T12:00:00Z')

beforeAll(async () => {
  house = await openTestHouse()
  secrets = openWebhookSecrets(house.database, { clock: () => now, random: systemRandom })
})
afterAll(() => house.close())
beforeEach(async () => {
  keyId = (await house.apiKeys.create(house.ownerAccountId, 'a test')).keyId
})

test('a secret is made at first need, once, and each key has its own', async () => {
  const [first, ...others] = await Promise.all(Array.from({ length: 10 }, () => secrets.of(keyId)))
  expect(first?.current).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  expect(others.every(({ current }) => current === first?.current)).toBe(true)
  const { keyId: otherKey } = await house.apiKeys.create(house.ownerAccountId, 'another')
  expect((await secrets.of(otherKey)).current).not.toBe(first?.current)
})

test('after a rotation the secret before it is valid for a day', async () => {
  const { current: before } = await secrets.of(keyId)
  const { secret, previousValidUntil } = await secrets.rotate(keyId)
  expect(previousValidUntil).toEqual(new Date(now.getTime() + DAY_MS))
  expect(await secrets.of(keyId)).toEqual({ current: secret, previous: before })
  now = new Date(now.getTime() + DAY_MS)
  expect(await secrets.of(keyId)).toEqual({ current: secret, previous: undefined })
})

test('a second rotation ends what the first replaced', async () => {
  const { current: leaked } = await secrets.of(keyId)
  const { secret: second } = await secrets.rotate(keyId)
  const { secret: third } = await secrets.rotate(keyId)
  expect(await secrets.of(keyId)).toEqual({ current: third, previous: second })
  expect(leaked).not.toBe(second)
})

test('a rotation before any need makes the first secret, with none before it', async () => {
  const { secret, previousValidUntil } = await secrets.rotate(keyId)
  expect(previousValidUntil).toBeNull()
  expect(await secrets.of(keyId)).toEqual({ current: secret, previous: undefined })
})
