import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { OutputFormat } from './output-formats.ts'
import { compiledPackage } from './testing/compiled-package.ts'
import { inPairs } from './testing/in-pairs.ts'
import { signalToErrorDb, stereoChord } from './testing/tones.ts'

const { decode, probe, encode, encodeToFile } = await compiledPackage()

// A length that fits no codec's frame, so that a lost last frame shows.
const SAMPLES = 2 * 44_100 + 123
const AUDIO = stereoChord(SAMPLES)
const METADATA = { title: 'Lo-fi “piano” ü', software: 'Retimbre', engine: 'embedded', seed: 42 }

test.each<[OutputFormat, { codec: string; container: string }, number]>([
  ['mp3', { codec: 'mp3', container: 'mp3' }, 30],
  ['wav', { codec: 'pcm_s16le', container: 'wav' }, 80],
  ['flac', { codec: 'flac', container: 'flac' }, 80],
  ['ogg', { codec: 'vorbis', container: 'ogg' }, 25],
  ['opus', { codec: 'opus', container: 'ogg' }, 25],
  ['m4a', { codec: 'aac', container: 'mp4' }, 20],
])(
  '%s keeps every sample in its place, carries its tags, and has the same bytes each time',
  async (format, info, minDb) => {
    const [bytes, again] = await inPairs([0, 1], () => encode(AUDIO, { format, metadata: METADATA }))
    expect(again).toEqual(bytes)
    const [decoded, probed] = await Promise.all([decode(bytes), probe(bytes)])
    expect(decoded.info).toMatchObject({ ...info, channels: 2 })
    expect(probed.durationSeconds).toBeCloseTo(SAMPLES / 44_100, 3)
    expect(decoded.audio.left).toHaveLength(SAMPLES)
    expect(signalToErrorDb(decoded.audio.left, AUDIO.left)).toBeGreaterThan(minDb)
    expect(signalToErrorDb(decoded.audio.right, AUDIO.right)).toBeGreaterThan(minDb)
    expect(holdsText(bytes, METADATA.title)).toBe(true)
    expect(holdsText(bytes, 'engine=embedded; seed=42')).toBe(true)
    expect(holdsText(bytes, 'Retimbre')).toBe(true)
  },
)

test('bare AAC keeps all sound behind its 1024 samples of delay', async () => {
  const bytes = await encode(AUDIO, { format: 'aac' })
  const { audio, info } = await decode(bytes)
  expect(info).toMatchObject({ codec: 'aac', container: 'aac' })
  expect(audio.left.length).toBeGreaterThanOrEqual(SAMPLES + 1024)
  expect(audio.left.length).toBeLessThan(SAMPLES + 1024 + 1024)
  expect(signalToErrorDb(audio.left.subarray(1024, 1024 + SAMPLES), AUDIO.left)).toBeGreaterThan(20)
})

test('a WAV or FLAC of 24 bits is closer to the sound than one of 16, and a WAV of floats is the sound', async () => {
  const words = [
    { format: 'wav', sampleFormat: 's24' },
    { format: 'wav', sampleFormat: 'f32' },
    { format: 'flac', sampleFormat: 's24' },
  ] as const
  const [s24, f32, flac] = await inPairs(words, async (options) => decode(await encode(AUDIO, options)))
  expect(flac.audio).toEqual(s24.audio)
  expect(s24.info.codec).toBe('pcm_s24le')
  expect(signalToErrorDb(s24.audio.left, AUDIO.left)).toBeGreaterThan(125)
  expect(f32.info.codec).toBe('pcm_f32le')
  expect(f32.audio).toEqual(AUDIO)
})

test('16 bits are dithered: a tone below one step survives', async () => {
  const quiet = AUDIO.left.map((sample) => Math.sign(sample) * 0.4 * 2 ** -15)
  const { audio } = await decode(await encode({ left: quiet, right: quiet }, { format: 'wav' }))
  const product = audio.left.reduce((sum, sample, index) => sum + sample * Math.sign(quiet[index]), 0)
  expect(product / audio.left.length / 2 ** -15).toBeCloseTo(0.4, 1)
})

test('a bitrate changes the size as it should, and one out of range is refused', async () => {
  const bytes = await encode(AUDIO, { format: 'mp3', bitrateKbps: 320 })
  expect(bytes.length * 8).toBeGreaterThan(0.95 * 320_000 * (SAMPLES / 44_100))
  await expect(encode(AUDIO, { format: 'mp3', bitrateKbps: 9_000 })).rejects.toMatchObject({ code: 'invalid_options' })
  await expect(encode(AUDIO, { format: 'opus', bitrateKbps: Number.NaN })).rejects.toMatchObject({
    code: 'invalid_options',
  })
})

test('clips of a few frames keep their length', async () => {
  const short = stereoChord(8_821)
  const lengths = await inPairs(['mp3', 'ogg', 'opus', 'm4a'] as const, async (format) => {
    const { audio } = await decode(await encode(short, { format, metadata: METADATA }))
    return audio.left.length
  })
  expect(lengths).toEqual([8_821, 8_821, 8_821, 8_821])
})

test('the fewest samples whose number is kept are 1 in wav, flac and m4a, 100 in mp3 and opus, 4,410 in ogg', async () => {
  const fewest = { wav: 1, flac: 1, m4a: 1, mp3: 100, opus: 100, ogg: 4_410 }
  const lengths = await inPairs(Object.entries(fewest), async ([format, count]) => {
    const { audio } = await decode(await encode(stereoChord(count), { format: format as OutputFormat }))
    return [format, audio.left.length]
  })
  expect(Object.fromEntries(lengths)).toEqual(fewest)
})

test('shorter clips come back a little longer or shorter', async () => {
  const cases = [
    ['mp3', 1],
    ['opus', 1],
    ['ogg', 1],
    ['ogg', 1_000],
  ] as const
  const excess = await inPairs(cases, async ([format, count]) => {
    const { audio } = await decode(await encode(stereoChord(count), { format }))
    return Math.abs(audio.left.length - count)
  })
  for (const samples of excess) {
    expect(samples).toBeGreaterThan(0)
    expect(samples).toBeLessThan(1_000)
  }
})

test('a file can be written straight to its place', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'media-encode-'))
  try {
    const path = join(folder, 'clip.flac')
    const byteLength = await encodeToFile(AUDIO, path, { format: 'flac' })
    expect((await readFile(path)).length).toBe(byteLength)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('sound that is empty, uneven or not a number is refused', async () => {
  const [nothing, something] = [new Float32Array(0), new Float32Array(100)]
  const broken = new Float32Array(100).fill(Number.NaN, 50)
  for (const audio of [
    { left: nothing, right: nothing },
    { left: something, right: nothing },
    { left: something, right: broken },
  ]) {
    await expect(encode(audio, { format: 'wav' })).rejects.toMatchObject({ code: 'invalid_audio' })
  }
})

/** Tags are UTF-8 everywhere but in ID3 2.3, which has UTF-16. */
function holdsText(bytes: Uint8Array, text: string): boolean {
  const buffer = Buffer.from(bytes)
  return buffer.includes(Buffer.from(text, 'utf8')) || buffer.includes(Buffer.from(text, 'utf16le'))
}
