import type { DecodedAudio } from '@retimbre/media'
import { expect, test } from 'vitest'
import { keepDecoded } from './decoded-clips.ts'

const OPTIONS = { signal: new AbortController().signal }
const CLIP_BYTES = 8000

/** A decoder that counts, and what it makes has 8000 bytes. */
function counting() {
  const asked: (string | number)[] = []
  const decode = async (source: string | Uint8Array): Promise<DecodedAudio> => {
    asked.push(typeof source === 'string' ? source : source[0])
    const samples = new Float32Array(CLIP_BYTES / 8)
    const info = { container: 'wav', codec: 'pcm_s16le', sampleRateHz: 44_100, channels: 2, durationSeconds: 0.02 }
    return { audio: { left: samples, right: samples }, info, damagedPackets: 0 }
  }
  return { asked, decode }
}

const clip = (first: number): Uint8Array => Uint8Array.of(first, 2, 3)

test('the same bytes are decoded once, wherever they came from', async () => {
  const { asked, decode } = counting()
  const keeping = keepDecoded(decode)
  const first = await keeping(clip(1), OPTIONS)
  expect(await keeping(clip(1), OPTIONS)).toBe(first)
  expect(await keeping(clip(2), OPTIONS)).not.toBe(first)
  expect(asked).toEqual([1, 2])
})

test('the clips that were used last are kept, as far as there is room', async () => {
  const { asked, decode } = counting()
  const keeping = keepDecoded(decode, 2 * CLIP_BYTES)
  for (const first of [1, 2, 1, 3, 1, 2]) await keeping(clip(first), OPTIONS)
  expect(asked).toEqual([1, 2, 3, 2])
})

test('a clip that is larger than the room is decoded and not kept', async () => {
  const { asked, decode } = counting()
  const keeping = keepDecoded(decode, CLIP_BYTES - 1)
  for (const first of [1, 1]) await keeping(clip(first), OPTIONS)
  expect(asked).toEqual([1, 1])
})

test('a path is decoded each time, and a failure is not kept', async () => {
  const { asked, decode } = counting()
  const keeping = keepDecoded(async (source) => {
    const decoded = await decode(source)
    if (asked.length === 1) throw new Error('once')
    return decoded
  })
  await expect(keeping(clip(1), OPTIONS)).rejects.toThrow('once')
  await keeping(clip(1), OPTIONS)
  for (let time = 0; time < 2; time++) await keeping('a/clip.wav', OPTIONS)
  expect(asked).toEqual([1, 1, 'a/clip.wav', 'a/clip.wav'])
})
