import { buffer } from 'node:stream/consumers'
import { expect, test, vi } from 'vitest'
import { memoryFiles } from '../api/testing/memory-files.test.fixture.ts'
import { ServerError } from '../errors.ts'
import { heldWork } from '../testing/held-work.test.fixture.ts'
import { openDrawings } from './drawings.ts'

const KEYS = Array.from({ length: 40 }, (_, index) => `uploads/0123456789abcdef${index}/clip.wav`)

/** Drawings whose drawing ends when the test says so. */
function slowDrawings() {
  const files = memoryFiles()
  for (const [index, key] of KEYS.entries()) files.contents.set(key, Uint8Array.of(index))
  const begun: Uint8Array[] = []
  const { hold, finish } = heldWork()
  const drawings = openDrawings({
    files,
    draw: async (_kind, clip) => {
      const bytes = await buffer(clip)
      begun.push(bytes)
      await hold()
      return Uint8Array.of(bytes[0], 1)
    },
  })
  return { files, begun, drawings, finish }
}

test('equal questions at once are one drawing, and later ones are none', async () => {
  const { begun, drawings, finish } = slowDrawings()
  const asked = Promise.all([drawings.of(KEYS[3], 'peaks'), drawings.of(KEYS[3], 'peaks')])
  await finish(asked)
  expect(await asked).toEqual([Uint8Array.of(3, 1), Uint8Array.of(3, 1)])
  expect([...(await drawings.of(KEYS[3], 'peaks'))]).toEqual([3, 1])
  expect(begun).toHaveLength(1)
})

test('a drawing goes with its file', async () => {
  const { files, drawings, finish } = slowDrawings()
  await finish(drawings.of(KEYS[0], 'spectrogram'))
  expect(files.contents.size).toBe(KEYS.length + 1)
  await files.delete(KEYS[0])
  expect(files.contents.size).toBe(KEYS.length - 1)
})

test('two are drawn at once, 32 wait, and the next is told to come back', async () => {
  const { begun, drawings, finish } = slowDrawings()
  const asked = KEYS.slice(0, 34).map((key) => drawings.of(key, 'peaks'))
  const tooMany = drawings.of(KEYS[34], 'peaks')
  await expect(tooMany).rejects.toMatchObject({ code: 'drawings_busy' })
  await vi.waitFor(() => expect(begun).toHaveLength(2))
  await finish(Promise.all(asked))
  expect(begun).toHaveLength(34)
})

test('what cannot be drawn is not kept, and does not hold a place', async () => {
  const files = memoryFiles()
  files.contents.set(KEYS[0], Uint8Array.of(1))
  let tries = 0
  const drawings = openDrawings({
    files,
    draw: async () => {
      tries += 1
      throw new ServerError('undrawable', { reason: 'no sound in it.' })
    },
  })
  for (let index = 0; index < 3; index++) {
    await expect(drawings.of(KEYS[0], 'peaks')).rejects.toMatchObject({ code: 'undrawable' })
  }
  expect(tries).toBe(3)
  expect(files.contents.size).toBe(1)
})
