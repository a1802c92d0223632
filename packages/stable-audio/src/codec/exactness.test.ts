import type { StereoAudio } from '@retimbre/media'
import { afterAll, describe, expect, test } from 'vitest'
import { finished, SAME_L_TINY, SAME_S_TINY, type TinyCodec, tinyCodec } from '../testing/codec.test.fixture.ts'
import { filledTensor, relativeError } from '../testing/golden.test.fixture.ts'
import { cutAudio, cutLatents } from './cutting.ts'
import { decoderGraph, encoderGraph } from './same.ts'
import { paddedFrames, samplesPerLatent } from './shape.ts'
import { silentClip } from './silence.ts'
import { stepFeeds } from './step-feeds.ts'
import type { Step } from './tiling.ts'

const { signal } = new AbortController()
const SAMPLES = samplesPerLatent(SAME_S_TINY)
const LATENTS = filledTensor('input:latents', [256, 140])
const SOUND = filledTensor('input:sound', [2, 140 * SAMPLES])

/** All of a clip in one run: what windows and streams are held to. */
function wholeRun({ shape }: TinyCodec, frames: number): Step {
  if (shape.attention === 'chunked-midpoint') {
    return { from: 0, length: paddedFrames(shape, frames), resultFrom: 0, keep: [0, frames] }
  }
  const { depth } = shape.decoder
  return { from: 0, length: Math.ceil((frames + depth) / 4) * 4, resultFrom: -depth, keep: [0, frames] }
}

async function decodedWhole(tiny: TinyCodec, data: Float32Array, frames: number): Promise<StereoAudio> {
  const { shape, sessions, source } = tiny
  const step = wholeRun(tiny, frames)
  const options = { tensors: source, shape, prefix: '', noise: false }
  const session = await sessions.get('whole.decoder', () => decoderGraph(options))
  const latents = cutLatents({ data, frames }, 0, step.length)
  const { audio } = await session.run({ latents, ...stepFeeds(shape, shape.decoder, frames).of(step) })
  const channel = (index: number): Float32Array => {
    const start = index * step.length - step.resultFrom
    return audio?.data.slice(start * SAMPLES, (start + frames) * SAMPLES) ?? new Float32Array()
  }
  return { left: channel(0), right: channel(1) }
}

async function encodedWhole(tiny: TinyCodec, clip: StereoAudio, frames: number): Promise<Float32Array> {
  const { shape, sessions, source } = tiny
  const step = wholeRun(tiny, frames)
  const options = { tensors: source, shape, prefix: '', noise: false }
  const session = await sessions.get('whole.encoder', () => encoderGraph(options))
  const place = { from: 0, samples: step.length * SAMPLES, end: frames * SAMPLES, patchSize: shape.patchSize }
  const audio = cutAudio(clip, place)
  const { latents } = await session.run({ audio, ...stepFeeds(shape, shape.encoder, frames).of(step) })
  const whole = latents ?? { data: new Float32Array(), shape: [0, 1] }
  const [, length = 1] = whole.shape
  return cutLatents({ data: whole.data, frames: length }, -step.resultFrom, frames).data
}

function latentsOf(frames: number): Float32Array {
  return cutLatents({ data: LATENTS, frames: 140 }, 0, frames).data
}

const soundOf = (samples: number): StereoAudio => ({
  left: SOUND.subarray(0, samples),
  right: SOUND.subarray(140 * SAMPLES, 140 * SAMPLES + samples),
})

function errorOf(actual: Float32Array, expected: Float32Array): number {
  expect(actual.length).toBe(expected.length)
  return relativeError(actual, expected)
}

for (const { name, shape, lengths, tolerance } of [
  {
    name: 'SAME-S',
    shape: SAME_S_TINY,
    lengths: [1, 2, 3, 65, 66, 67, 68, 69, 133],
    tolerance: 0,
  },
  { name: 'SAME-L', shape: SAME_L_TINY, lengths: [1, 2, 3, 12, 13, 25, 52], tolerance: 5e-7 },
]) {
  describe(name, () => {
    const tiny = tinyCodec(shape)
    afterAll(tiny.dispose)
    const decode = async (frames: number, wantedFrames: number): Promise<StereoAudio> =>
      (await finished(tiny.codec.decode(latentsOf(frames), { frames, wantedFrames, signal }))).result
    const encode = async (clip: StereoAudio, frames: number): Promise<Float32Array> =>
      (await finished(tiny.codec.encode(clip, frames, { signal }))).result

    test('decoding in pieces gives what decoding in one run gives', async () => {
      for (const frames of lengths) {
        const whole = await decodedWhole(tiny, latentsOf(frames), frames)
        const pieces = await decode(frames, frames)
        expect(errorOf(pieces.left, whole.left)).toBeLessThanOrEqual(tolerance)
        expect(errorOf(pieces.right, whole.right)).toBeLessThanOrEqual(tolerance)
      }
    })

    test('decoding only the first latents gives the first part of all of them', async () => {
      const frames = lengths.at(-1) ?? 0
      const { left } = await decodedWhole(tiny, latentsOf(frames), frames)
      for (const wanted of [1, 17, frames - 1]) {
        const part = await decode(frames, wanted)
        expect(errorOf(part.left, left.subarray(0, wanted * SAMPLES))).toBeLessThanOrEqual(tolerance)
      }
    })

    test('encoding in pieces gives what encoding in one run gives', async () => {
      for (const frames of lengths) {
        const clip = soundOf(frames * SAMPLES - 100)
        const whole = await encodedWhole(tiny, clip, frames)
        expect(errorOf(await encode(clip, frames), whole)).toBeLessThanOrEqual(tolerance)
      }
    })

    test('silence after the sound is worked out once, and is what it would be', async () => {
      const frames = lengths.at(-1) ?? 0
      const fresh = tiny.fresh()
      const totals: (number | undefined)[] = []
      for (const heard of [0, 1, 4]) {
        const clip = soundOf(heard * SAMPLES)
        const { result, progress } = await finished(fresh.encode(clip, frames, { signal }))
        totals.push(progress.at(-1)?.total)
        expect(errorOf(result, await encodedWhole(tiny, clip, frames))).toBeLessThanOrEqual(tolerance)
      }
      expect(totals[1]).toBeLessThan(totals[0] ?? 0)
    })

    test('silence in a clip that is hardly longer than its sound is not worked out apart', async () => {
      const fresh = tiny.fresh()
      const silent = silentClip(shape)
      const frames = 6 + silent.hearing + silent.frames
      const { progress } = await finished(fresh.encode(soundOf(6 * SAMPLES), frames, { signal }))
      const all = await finished(fresh.encode(soundOf(frames * SAMPLES), frames, { signal }))
      expect(progress).toEqual(all.progress)
    })
  })
}

test('operators for every provider give what those for the CPU give', async () => {
  const [fast, portable] = [tinyCodec(SAME_S_TINY), tinyCodec(SAME_S_TINY, { portable: true })]
  const [expected, actual] = [fast, portable].map(({ codec }) =>
    finished(codec.decode(latentsOf(5), { frames: 5, wantedFrames: 5, signal })),
  )
  expect(errorOf((await actual)?.result.left ?? SOUND, (await expected)?.result.left ?? LATENTS)).toBeLessThan(1e-6)
  await Promise.all([fast.dispose(), portable.dispose()])
})
