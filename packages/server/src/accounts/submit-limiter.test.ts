import { beforeEach, expect, test } from 'vitest'
import type { Caller, SubmitLimiter } from '../ports.ts'
import { openSubmitLimiter } from './submit-limiter.ts'

const CALLER: Caller = { accountId: 'account-1', keyId: 'key-1', role: 'member', suspended: false }

let nowMs: number
let limiter: SubmitLimiter

beforeEach(() => {
  nowMs = 1_000_000
  limiter = openSubmitLimiter({ clock: () => new Date(nowMs), submitsPerMinute: 6 })
})

async function admitted(count: number, caller = CALLER): Promise<number> {
  let passed = 0
  for (let index = 0; index < count; index++) if ((await limiter.admit(caller)) === 0) passed += 1
  return passed
}

test('a minute’s worth passes at once, and the next is told the whole seconds until its turn', async () => {
  expect(await admitted(6)).toBe(6)
  expect(await limiter.admit(CALLER)).toBe(10)
  nowMs += 9_500
  expect(await limiter.admit(CALLER)).toBe(1)
  nowMs += 500
  expect(await admitted(2)).toBe(1)
})

test('being refused takes nothing, and a long pause saves up no more than a minute’s worth', async () => {
  expect(await admitted(100)).toBe(6)
  nowMs += 10_000
  expect(await admitted(1)).toBe(1)
  nowMs += 3_600_000
  expect(await admitted(100)).toBe(6)
})

test('each key has its own limit', async () => {
  await admitted(6)
  expect(await admitted(6, { ...CALLER, keyId: 'key-2' })).toBe(6)
})

test('a key’s own limit goes before its account’s and the server’s, and 0 lifts it', async () => {
  expect(await admitted(10, { ...CALLER, submitsPerMinute: { key: 2, account: null } })).toBe(2)
  expect(await admitted(10, { ...CALLER, keyId: 'key-2', submitsPerMinute: { key: null, account: 8 } })).toBe(8)
  const free = { ...CALLER, accountId: 'account-2', keyId: 'key-3', submitsPerMinute: { key: 0, account: null } }
  expect(await admitted(100, free)).toBe(100)
})

test('what an account says holds for its keys together, and a refusal there costs the key nothing', async () => {
  const keyed = (keyId: string): Caller => ({ ...CALLER, keyId, submitsPerMinute: { key: 5, account: 8 } })
  expect(await admitted(5, keyed('a'))).toBe(5)
  expect(await admitted(5, keyed('b'))).toBe(3)
  // 7.5 s bring the account one, and nobody but it stood in the way of key b.
  nowMs += 7_500
  expect(await admitted(5, keyed('b'))).toBe(1)
})

test('a clock that is set back neither fills nor empties a bucket', async () => {
  expect(await admitted(5)).toBe(5)
  nowMs -= 3_600_000
  expect(await admitted(5)).toBe(1)
  nowMs += 10_000
  expect(await admitted(5)).toBe(1)
})

test('what is not used any more is forgotten', async () => {
  for (let index = 0; index < 10_001; index++) await limiter.admit({ ...CALLER, keyId: `key ${index}` })
  nowMs += 60_000
  expect(await admitted(7, { ...CALLER, keyId: 'key 5' })).toBe(6)
})
