import { Readable } from 'node:stream'
import { expect, test, vi } from 'vitest'
import { memoryFiles } from '../api/testing/memory-files.test.fixture.ts'
import { ServerError } from '../errors.ts'
import { heldWork } from '../testing/held-work.test.fixture.ts'
import type { Conversion } from './conversion.ts'
import { openConversions } from './conversions.ts'

const KEYS = Array.from({ length: 20 }, (_, index) => `outputs/0123456789abcdef${index}/0.mp3`)
const FLAC: Conversion = { format: 'flac', sampleFormat: 's16' }

/** Conversions that end when the test says so: the first byte of the clip, and a 1. */
function slowConversions() {
  const files = memoryFiles()
  for (const [index, key] of KEYS.entries()) files.contents.set(key, Uint8Array.of(index))
  const begun: AbortSignal[] = []
  const { hold, finish } = heldWork()
  const conversions = openConversions({
    files,
    convert: async ([first = 0], { signal }, use) => {
      begun.push(signal)
      await hold(signal)
      return use(Readable.from([Uint8Array.of(first, 1)]))
    },
  })
  const of = (key: string, signal = new AbortController().signal, wanted = FLAC) =>
    conversions.of(key, { wanted, tags: {}, signal })
  return { files, begun, of, finish }
}

test('equal questions at once are one conversion, later ones are none, and other formats are others', async () => {
  const { files, begun, of, finish } = slowConversions()
  const asked = Promise.all([
    of(KEYS[3]),
    of(KEYS[3]),
    of(KEYS[3], undefined, { format: 'ogg', sampleFormat: undefined }),
  ])
  await finish(asked)
  const [flac, same, ogg] = await asked
  expect(begun).toHaveLength(2)
  expect(same).toEqual(flac)
  expect(ogg.key).not.toBe(flac.key)
  expect([...(await files.read(flac.key))]).toEqual([3, 1])
  expect(await of(KEYS[3])).toEqual(flac)
  expect(begun).toHaveLength(2)
  await files.delete(KEYS[3])
  expect(files.contents.size).toBe(KEYS.length - 1)
})

test('a conversion goes on while one waits for it, and ends when nobody does', async () => {
  const { files, begun, of, finish } = slowConversions()
  const [one, other] = [new AbortController(), new AbortController()]
  const [first, second] = [of(KEYS[0], one.signal), of(KEYS[0], other.signal)]
  await vi.waitFor(() => expect(begun).toHaveLength(1))
  one.abort(new Error('hung up'))
  await expect(first).rejects.toThrow('hung up')
  expect(begun[0].aborted).toBe(false)
  other.abort(new Error('hung up too'))
  await expect(second).rejects.toThrow('hung up too')
  expect(begun[0].aborted).toBe(true)
  expect(files.contents.size).toBe(KEYS.length)
  // Whoever asks then gets a conversion of its own.
  const again = of(KEYS[0])
  await finish(again)
  expect(begun).toHaveLength(2)
})

test('two are made at once, 16 wait, the next is told to come back, and whoever leaves makes room', async () => {
  const { begun, of, finish } = slowConversions()
  const leaving = new AbortController()
  const asked = KEYS.slice(0, 17).map((key) => of(key))
  const left = of(KEYS[17], leaving.signal)
  await expect(of(KEYS[18])).rejects.toMatchObject({
    code: 'conversions_busy',
    retryable: true,
    retryAfterSeconds: '2',
  })
  leaving.abort()
  await expect(left).rejects.toThrow()
  const late = of(KEYS[19])
  await vi.waitFor(() => expect(begun).toHaveLength(2))
  await finish(Promise.all([...asked, late]))
  expect(begun).toHaveLength(18)
})

test('what cannot be converted is not kept, and does not hold a place', async () => {
  const files = memoryFiles()
  files.contents.set(KEYS[0], Uint8Array.of(1))
  let tries = 0
  const conversions = openConversions({
    files,
    convert: async () => {
      tries += 1
      throw new ServerError('unconvertible', { reason: 'no sound in it.' })
    },
  })
  const { signal } = new AbortController()
  for (let index = 0; index < 3; index++) {
    const asked = conversions.of(KEYS[0], { wanted: FLAC, tags: {}, signal })
    await expect(asked).rejects.toMatchObject({ code: 'unconvertible' })
  }
  expect(tries).toBe(3)
  expect(files.contents.size).toBe(1)
})
