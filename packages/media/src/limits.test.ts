import { afterEach, expect, test } from 'vitest'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import type { LimitOverrides } from './limits.ts'
import type { OutputFormat, SampleFormat } from './output-formats.ts'
import { probe } from './probe.ts'
import { childCount, jobFolders } from './testing/leftovers.ts'
import { usePrivateTempFolder } from './testing/private-temp-folder.ts'
import { stereoChord } from './testing/tones.ts'
import { wavFile } from './testing/wav-file.ts'

usePrivateTempFolder()

afterEach(() => {
  expect(childCount()).toBe(0)
  expect(jobFolders()).toEqual([])
})

const clip = stereoChord(44_100)
const wav = wavFile({ sampleRateHz: 44_100, channels: [clip.left, clip.right], word: 's16' })

test('a small file that unpacks to more sound than allowed is stopped while it decodes', async () => {
  const silence = new Float32Array(30 * 44_100)
  const packed = await encode({ left: silence.fill(0.25), right: silence }, { format: 'flac' })
  expect(packed.length).toBeLessThan(silence.length)
  await expect(decode(packed, { limits: { maxDurationSeconds: 5 } })).rejects.toMatchObject({ code: 'too_long' })
})

test('a file over the input limit is refused before any child starts', async () => {
  const decoding = decode(wav, { limits: { maxInputBytes: wav.length - 1 } })
  await expect(decoding).rejects.toMatchObject({ code: 'too_large' })
})

test('an encoded file over the output limit is refused', async () => {
  const encoding = encode(clip, { format: 'wav', limits: { maxOutputBytes: 100_000 } })
  await expect(encoding).rejects.toMatchObject({ code: 'output_too_large' })
})

test('a child that takes longer than the wall clock allows is gone when the error arrives', async () => {
  await expect(decode(wav, { limits: { maxSeconds: 0.05 } })).rejects.toMatchObject({ code: 'limit_exceeded' })
})

test('an abort before, at and during the work ends in "cancelled"', async () => {
  await expect(decode(wav, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
  const controller = new AbortController()
  const decoding = decode(wav, { signal: controller.signal })
  const encoding = encode(clip, { format: 'mp3', signal: controller.signal })
  setImmediate(() => controller.abort())
  await expect(decoding).rejects.toMatchObject({ code: 'cancelled' })
  await expect(encoding).rejects.toMatchObject({ code: 'cancelled' })
})

test.each<[string, LimitOverrides]>([
  ['maxSeconds', { maxSeconds: Number.NaN }],
  ['maxSeconds', { maxSeconds: 0 }],
  ['maxSeconds', { maxSeconds: Number.POSITIVE_INFINITY }],
  ['maxInputBytes', { maxInputBytes: -1 }],
  ['maxDurationSeconds', { maxDurationSeconds: Number.NaN }],
  ['maxMemoryBytes', { maxMemoryBytes: 20 * 2 ** 20 }],
])('a limit on %s that cannot hold is refused: %o', async (name, limits) => {
  const refusal = { code: 'invalid_options', detail: expect.stringContaining(name) }
  await expect(decode(wav, { limits })).rejects.toMatchObject(refusal)
  await expect(probe(wav, { limits })).rejects.toMatchObject(refusal)
  await expect(encode(clip, { format: 'wav', limits })).rejects.toMatchObject(refusal)
})

test('a limit that is undefined is the default, and a wall clock beyond what a timer can count does not end at once', async () => {
  const limits = { maxSeconds: 1e7, maxInputBytes: undefined, maxDurationSeconds: undefined }
  const { audio } = await decode(wav, { limits })
  expect(audio.left).toHaveLength(44_100)
})

test.each(['exe', '__proto__', 'toString', ''])('"%s" is no format', async (format) => {
  const encoding = encode(clip, { format: format as OutputFormat })
  await expect(encoding).rejects.toMatchObject({ code: 'invalid_options', retryable: false })
})

test.each<[OutputFormat, string]>([
  ['wav', 'valueOf'],
  ['flac', 'f32'],
  ['mp3', 's16'],
])('a %s has no sample format "%s"', async (format, sampleFormat) => {
  const encoding = encode(clip, { format, sampleFormat: sampleFormat as SampleFormat })
  await expect(encoding).rejects.toMatchObject({ code: 'invalid_options' })
})
