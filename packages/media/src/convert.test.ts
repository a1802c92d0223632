import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { OutputFormat } from './output-formats.ts'
import { compiledPackage } from './testing/compiled-package.ts'
import { inPairs } from './testing/in-pairs.ts'
import { usePrivateTempFolder } from './testing/private-temp-folder.ts'
import { signalToErrorDb, stereoChord } from './testing/tones.ts'

const { convert, decode, encode } = await compiledPackage()
type ConvertOptions = Parameters<typeof convert>[1]

usePrivateTempFolder()

// A length that fits no codec's frame.
const SAMPLES = 44_100 + 123
const AUDIO = stereoChord(SAMPLES)
const converted = (source: Uint8Array, options: ConvertOptions) => convert(source, options, (path) => readFile(path))

test.each<[OutputFormat, number]>([
  ['wav', 30],
  ['flac', 30],
  ['ogg', 23],
  ['opus', 23],
  ['m4a', 20],
])('an mp3 becomes a %s of as many samples that sounds the same', async (format, minDb) => {
  const mp3 = await encode(AUDIO, { format: 'mp3', bitrateKbps: 320 })
  const { audio, info } = await decode(await converted(mp3, { format, metadata: { title: 'Lo-fi' } }))
  expect(info).toMatchObject({ sampleRateHz: format === 'opus' ? 48_000 : 44_100, channels: 2 })
  expect(audio.left).toHaveLength(SAMPLES)
  expect(signalToErrorDb(audio.left, AUDIO.left)).toBeGreaterThan(minDb)
  expect(signalToErrorDb(audio.right, AUDIO.right)).toBeGreaterThan(minDb)
})

test('whole numbers stay the very same ones where there is room for them', async () => {
  const sources = {
    s16: await encode(AUDIO, { format: 'wav' }),
    s24: await encode(AUDIO, { format: 'flac', sampleFormat: 's24' }),
  }
  const cases = [
    ['s16', { format: 'flac' }],
    ['s16', { format: 'wav', sampleFormat: 's24' }],
    ['s16', { format: 'flac', sampleFormat: 's24' }],
    ['s24', { format: 'wav', sampleFormat: 's24' }],
    ['s24', { format: 'wav', sampleFormat: 'f32' }],
  ] as const
  await inPairs(cases, async ([source, options]) => {
    const result = await decode(await converted(sources[source], options))
    expect(result.audio).toEqual((await decode(sources[source])).audio)
  })
})

test('24 bits are dithered on their way to 16', async () => {
  const half = AUDIO.left.map((sample) => Math.sign(sample) * 0.4 * 2 ** -15)
  const source = await encode({ left: half, right: half }, { format: 'wav', sampleFormat: 's24' })
  const { audio } = await decode(await converted(source, { format: 'flac' }))
  const product = audio.left.reduce((sum, sample, index) => sum + sample * Math.sign(half[index]), 0)
  expect(product / audio.left.length / 2 ** -15).toBeCloseTo(0.4, 1)
})

test('the result is there for as long as it is used, and its size is told', async () => {
  const source = await encode(AUDIO, { format: 'wav' })
  const kept = await convert(source, { format: 'flac' }, async (path, byteLength) => {
    expect((await readFile(path)).length).toBe(byteLength)
    return path
  })
  expect(existsSync(kept)).toBe(false)
})

test('what is no sound, a format that is none, too much, and an abort are all told apart', async () => {
  const source = await encode(AUDIO, { format: 'wav' })
  const code = (options: ConvertOptions, bytes: Uint8Array = source) =>
    converted(bytes, options).then(
      () => 'done',
      (error) => error.code,
    )
  expect(await code({ format: 'mp3' }, Buffer.from('certainly no sound at all'))).toBe('not_audio')
  expect(await code({ format: 'exe' as OutputFormat })).toBe('invalid_options')
  expect(await code({ format: 'flac', sampleFormat: 'f32' })).toBe('invalid_options')
  expect(await code({ format: 'flac', limits: { maxOutputBytes: 10_000 } })).toBe('output_too_large')
  const controller = new AbortController()
  const aborted = code({ format: 'ogg', signal: controller.signal })
  controller.abort()
  expect(await aborted).toBe('cancelled')
})
