import type { StereoAudio } from '@retimbre/media'
import { afterAll, describe, expect, test } from 'vitest'
import type { SessionPool } from '../runtime/session-pool.ts'
import { finished, SAME_L_TINY, SAME_S_TINY, tinyCodec } from '../testing/codec.test.fixture.ts'
import { filledTensor, relativeError } from '../testing/golden.test.fixture.ts'
import { createCodec } from './codec.ts'
import { samplesPerLatent } from './shape.ts'

const { signal } = new AbortController()
const SAMPLES = samplesPerLatent(SAME_S_TINY)

/** Notes how much is drawn; the k-th draw (from 0) is `value(k)` throughout. */
function recorded(value: (draw: number) => number): {
  readonly lengths: number[]
  normal(length: number): Float32Array
} {
  const lengths: number[] = []
  return {
    lengths,
    normal(length) {
      lengths.push(length)
      return new Float32Array(length).fill(value(lengths.length - 1))
    },
  }
}

const latentsOf = (frames: number): Float32Array => filledTensor(`input:z${frames}`, [256, frames])

function clipOf(frames: number): StereoAudio {
  const audio = filledTensor('input:clip', [2, frames * SAMPLES])
  return { left: audio.subarray(0, frames * SAMPLES), right: audio.subarray(frames * SAMPLES) }
}

for (const { name, shape, filledUp, encoderDraws } of [
  { name: 'SAME-S', shape: SAME_S_TINY, filledUp: 4, encoderDraws: [] },
  { name: 'SAME-L', shape: SAME_L_TINY, filledUp: 3, encoderDraws: [128 * 128, 128 * 128] },
]) {
  describe(`the noise of ${name}`, () => {
    const tiny = tinyCodec(shape)
    // Twice the mask noise on the new tokens: what constant draws of 2 make of them.
    const shifted = tinyCodec(shape, {
      change: (key, values) => {
        if (!key.endsWith('.new_tokens')) return values
        const stack = key.startsWith('encoder') ? shape.encoder : shape.decoder
        return values.map((value) => value + 2 * stack.maskNoise)
      },
    })
    const { codec } = tiny
    afterAll(() => Promise.all([tiny.dispose(), shifted.dispose()]))

    test('is drawn for each window of the reference when decoding: latents first, then new tokens', async () => {
      const short = recorded(() => 0)
      await finished(codec.decode(latentsOf(3), { frames: 3, wantedFrames: 3, normal: short.normal, signal }))
      expect(short.lengths).toEqual([256 * 3, filledUp * 16 * 128])
      const long = recorded(() => 0)
      await finished(codec.decode(latentsOf(140), { frames: 140, wantedFrames: 140, normal: long.normal, signal }))
      expect(long.lengths).toEqual([256 * 128, 128 * 16 * 128, 256 * 128, 128 * 16 * 128])
    })

    test('of zero changes nothing', async () => {
      const options = { frames: 20, wantedFrames: 20, signal }
      const plain = (await finished(codec.decode(latentsOf(20), options))).result
      const { normal } = recorded(() => 0)
      const noisy = (await finished(codec.decode(latentsOf(20), { ...options, normal }))).result
      expect(relativeError(noisy.left, plain.left)).toBeLessThan(1e-6)
      const latents = (await finished(codec.encode(clipOf(6), 6, { signal }))).result
      const same = (await finished(codec.encode(clipOf(6), 6, { normal, signal }))).result
      expect(relativeError(same, latents)).toBeLessThan(1e-6)
    })

    test('is a thousandth on the latents, and the mask noise on the new tokens', async () => {
      const { normal } = recorded((draw) => draw + 1)
      const options = { frames: 3, wantedFrames: 3, signal }
      const noisy = (await finished(codec.decode(latentsOf(3), { ...options, normal }))).result
      const moved = latentsOf(3).map((value) => value + 1e-3)
      const expected = (await finished(shifted.codec.decode(moved, options))).result
      expect(relativeError(noisy.left, expected.left)).toBeLessThan(1e-6)
      const plain = (await finished(codec.decode(latentsOf(3), options))).result
      expect(relativeError(noisy.left, plain.left)).toBeGreaterThan(1e-3)
    })

    test('is drawn for the new token of every latent when encoding, where the encoder has noise', async () => {
      const zeros = recorded(() => 0)
      await finished(codec.encode(clipOf(130), 130, { normal: zeros.normal, signal }))
      expect(zeros.lengths).toEqual(encoderDraws)
      const twos = recorded(() => 2)
      const noisy = (await finished(codec.encode(clipOf(3), 3, { normal: twos.normal, signal }))).result
      const expected = (await finished(shifted.codec.encode(clipOf(3), 3, { signal }))).result
      expect(relativeError(noisy, expected)).toBeLessThan(1e-6)
      const plain = (await finished(codec.encode(clipOf(3), 3, { signal }))).result
      expect(relativeError(noisy, plain) > 1e-5).toBe(encoderDraws.length > 0)
    })

    test('makes each window what it would be alone, and the last window writes over the one before it', async () => {
      const latents = latentsOf(140)
      const { normal } = recorded((draw) => draw)
      const options = { frames: 140, wantedFrames: 140, normal, signal }
      const { left } = (await finished(codec.decode(latents, options))).result
      const alone = async (from: number, firstDraw: number): Promise<Float32Array> => {
        const rows = Array.from({ length: 256 }, (_, row) => latents.subarray(row * 140 + from, row * 140 + from + 128))
        const part = Float32Array.from(rows.flatMap((row) => [...row]))
        const draws = recorded((draw) => draw + firstDraw)
        const window = { frames: 128, wantedFrames: 128, normal: draws.normal, signal }
        return (await finished(codec.decode(part, window))).result.left
      }
      const seam = (12 + 16) * SAMPLES
      expect(relativeError(left.subarray(0, seam), (await alone(0, 0)).subarray(0, seam))).toBeLessThan(1e-6)
      expect(relativeError(left.subarray(seam), (await alone(12, 2)).subarray(16 * SAMPLES))).toBeLessThan(1e-6)
    })
  })
}

test('an abort ends the work before the next run, and progress counts the runs', async () => {
  const tiny = tinyCodec(SAME_S_TINY)
  let runs = 0
  const sessions: Pick<SessionPool, 'get'> = {
    async get(...request) {
      const session = await tiny.sessions.get(...request)
      return { ...session, run: (feeds) => session.run(feeds).finally(() => (runs += 1)) }
    },
  }
  const codec = createCodec({ sessions, tensors: tiny.source, shape: tiny.shape, prefix: '' })
  const controller = new AbortController()
  const options = { frames: 140, wantedFrames: 140, signal: controller.signal }
  const decoding = codec.decode(latentsOf(140), options)
  expect(await decoding.next()).toEqual({ done: false, value: { done: 1, total: 3 } })
  controller.abort(new Error('enough'))
  await expect(decoding.next()).rejects.toThrow('enough')
  const encoding = codec.encode(clipOf(70), 70, { signal: controller.signal })
  await expect(encoding.next()).rejects.toThrow('enough')
  await tiny.dispose()
  expect(runs).toBe(1)
})

test('silence that was broken off is worked out again', async () => {
  const tiny = tinyCodec(SAME_S_TINY)
  const controller = new AbortController()
  const broken = tiny.codec.encode(clipOf(1), 100, { signal: controller.signal })
  await broken.next()
  controller.abort()
  await expect(broken.next()).rejects.toThrow()
  const { progress, result } = await finished(tiny.codec.encode(clipOf(1), 100, { signal }))
  await tiny.dispose()
  expect(progress.length).toBe(2)
  expect(result.every((value) => value !== 0)).toBe(true)
})

test('chunks that cannot be halved are refused before anything runs', async () => {
  const tiny = tinyCodec({ ...SAME_S_TINY, chunkLatents: 1 })
  const encoding = tiny.codec.encode(clipOf(2), 2, { signal })
  await expect(encoding.next()).rejects.toMatchObject({ code: 'checkpoint_unsupported' })
  await tiny.dispose()
})
