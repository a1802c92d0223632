import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compiledPackage } from './testing/compiled-package.ts'
import { fixture } from './testing/fixture.ts'
import { sine, toneLevelDb } from './testing/tones.ts'
import { type WavWord, wavFile } from './testing/wav-file.ts'

const { decode } = await compiledPackage()

const HALF_SECOND = 22_050

/** Level of the fixtures' tone: a peak of 0.1. */
const TONE_DB = -20

/** The steady middle of a clip: codecs smear its ends. */
function middle(samples: Float32Array): Float32Array {
  return samples.subarray(5_000, 17_000)
}

test.each([
  ['mono-8k.mp3', { codec: 'mp3', container: 'mp3', sampleRateHz: 8_000 }],
  ['cover-art.mp3', { codec: 'mp3', container: 'mp3', sampleRateHz: 44_100 }],
  ['alac-48k.m4a', { codec: 'alac', container: 'mp4', sampleRateHz: 48_000 }],
  ['mono-22k.aiff', { codec: 'pcm_s16be', container: 'aiff', sampleRateHz: 22_050 }],
  ['mono-32k.au', { codec: 'pcm_mulaw', container: 'au', sampleRateHz: 32_000 }],
  ['mono-16k.caf', { codec: 'pcm_s24be', container: 'caf', sampleRateHz: 16_000 }],
  ['mono-48k.wv', { codec: 'wavpack', container: 'wv', sampleRateHz: 48_000 }],
  ['video-aac.mp4', { codec: 'aac', container: 'mp4', sampleRateHz: 48_000 }],
  ['video-opus.webm', { codec: 'opus', container: 'matroska', sampleRateHz: 48_000 }],
])('%s becomes exactly half a second of its tone, without encoder delay', async (name, info) => {
  const decoded = await decode(fixture(name))
  expect(decoded.info).toEqual({ ...info, channels: 1, durationSeconds: 0.5 })
  expect(decoded.damagedPackets).toBe(0)
  expect(decoded.audio.left).toHaveLength(HALF_SECOND)
  expect(decoded.audio.right).toEqual(decoded.audio.left)
  expect(Math.abs(toneLevelDb(middle(decoded.audio.left), 1000) - TONE_DB)).toBeLessThan(0.6)
})

test.each([
  ['mono-48k.mp2', 'mp3'],
  ['mono-48k-mp2.mkv', 'matroska'],
])('%s, whose MPEG layer 2 knows whole frames only, keeps its tone', async (name, container) => {
  const { audio, info } = await decode(fixture(name))
  expect(info).toMatchObject({ codec: 'mp2', container, sampleRateHz: 48_000 })
  // 21 frames of 1152 samples.
  expect(audio.left).toHaveLength(Math.round((21 * 1152 * 44_100) / 48_000))
  expect(Math.abs(toneLevelDb(middle(audio.left), 1000) - TONE_DB)).toBeLessThan(0.6)
})

test('a Vorbis file of more than a page keeps its exact length', async () => {
  const { audio } = await decode(fixture('mono-48k.ogg'))
  expect(audio.left).toHaveLength(2 * 44_100)
})

test('bare AAC frames decode with their padding, which they cannot describe', async () => {
  const { audio, info } = await decode(readFileSync(fixture('mono-24k.aac')))
  expect(info).toMatchObject({ codec: 'aac', container: 'aac', sampleRateHz: 24_000 })
  expect(audio.left.length - HALF_SECOND).toBeGreaterThan(0)
  expect(audio.left.length - HALF_SECOND).toBeLessThan((3 * 1024 * 44_100) / 24_000)
})

test('of two sound tracks the default one is taken', async () => {
  const { audio } = await decode(fixture('second-track-default.mkv'))
  expect(toneLevelDb(middle(audio.left), 1000)).toBeGreaterThan(-21)
})

test('a centre channel goes to both sides, at the level that lets all channels sum without clipping', async () => {
  const { audio, info } = await decode(fixture('centre-51-48k.flac'))
  expect(info.channels).toBe(6)
  expect(audio.left).toHaveLength(HALF_SECOND)
  // 0.707 for the centre, divided by 1 + 0.707 + 0.707 for left, centre and surround together: -10.7 dB.
  expect(toneLevelDb(middle(audio.left), 1000)).toBeCloseTo(TONE_DB - 10.67, 1)
  expect(toneLevelDb(middle(audio.right), 1000)).toBeCloseTo(TONE_DB - 10.67, 1)
})

test.each<WavWord>(['u8', 's16', 's24', 's32', 'f32', 'f64'])(
  'a stereo WAV of %s keeps sides and level',
  async (word) => {
    const left = sine({ frequencyHz: 1000, seconds: 0.5, amplitude: 0.1 })
    const right = sine({ frequencyHz: 3000, seconds: 0.5, amplitude: 0.5 })
    const { audio } = await decode(wavFile({ sampleRateHz: 44_100, channels: [left, right], word }))
    expect(audio.left).toHaveLength(HALF_SECOND)
    expect(toneLevelDb(audio.left, 1000)).toBeCloseTo(-20, 1)
    // 0.1 dB: the eight-bit scale of the writer is 127 steps, that of the reader 128.
    expect(Math.abs(toneLevelDb(audio.right, 3000) + 6.02)).toBeLessThan(0.1)
    expect(toneLevelDb(audio.left, 3000)).toBeLessThan(-55)
  },
)

test.each([8_000, 96_000, 192_000])(
  'a mono WAV at %i Hz gets the exact length and keeps its level on both sides',
  async (sampleRateHz) => {
    const tone = sine({ frequencyHz: 1000, seconds: 0.3, amplitude: 0.5, sampleRateHz }).subarray(0, -1)
    const { audio } = await decode(wavFile({ sampleRateHz, channels: [tone], word: 's16' }))
    expect(audio.left).toHaveLength(Math.round((tone.length * 44_100) / sampleRateHz))
    expect(toneLevelDb(audio.left, 1000)).toBeCloseTo(-6.02, 1)
    expect(audio.right).toEqual(audio.left)
  },
)

test.each([3, 8])('%i channels at full scale fold down without clipping', async (count) => {
  const tone = sine({ frequencyHz: 1000, seconds: 0.1 })
  const channels = Array.from({ length: count }, () => tone)
  const { audio } = await decode(wavFile({ sampleRateHz: 44_100, channels, word: 'f32' }))
  const peak = audio.left.reduce((largest, sample) => Math.max(largest, Math.abs(sample)), 0)
  expect(peak).toBeGreaterThan(0.3)
  expect(peak).toBeLessThan(1.001)
})

test.each<[number, string]>([
  [1, '1/1'],
  [2, '1/0 0/1'],
  [3, '0.59/0 0/0.59 0.41/0.41'],
  [4, '0.45/0 0/0.45 0.32/0.32 0.23/0.23'],
  [5, '0.41/0 0/0.41 0.29/0.29 0.29/0 0/0.29'],
  [6, '0.36/0 0/0.36 0.26/0.26 0.13/0.13 0.26/0 0/0.26'],
  [7, '0.31/0 0/0.31 0.22/0.22 0.11/0.11 0.15/0.15 0.22/0 0/0.22'],
  [8, '0.29/0 0/0.29 0.2/0.2 0.1/0.1 0.2/0 0/0.2 0.2/0 0/0.2'],
])('each of %i unnamed channels is heard alone, at the gains %s to left and right', async (count, gains) => {
  const samples = 400
  // One channel after the other, so that one decode shows them all.
  const channels = Array.from({ length: count }, (_, channel) => {
    return new Float32Array(samples * count).fill(1, samples * channel, samples * (channel + 1))
  })
  const { audio } = await decode(wavFile({ sampleRateHz: 44_100, channels, word: 'f32' }))
  const gainAt = (side: Float32Array, channel: number) => Number(side[samples * (channel + 0.5)].toFixed(2))
  const found = channels.map((_, channel) => `${gainAt(audio.left, channel)}/${gainAt(audio.right, channel)}`)
  expect(found.join(' ')).toBe(gains)
})

test('an extensible WAV says which channel is which: the low-frequency channel is left out', async () => {
  const silence = new Float32Array(4410)
  const tone = sine({ frequencyHz: 1000, seconds: 0.1 })
  const channels = [silence, silence, silence, tone]
  const { audio } = await decode(wavFile({ sampleRateHz: 44_100, channels, word: 's16', extensibleMask: 0b1111 }))
  expect(audio.left.every((sample) => Math.abs(sample) < 1e-4)).toBe(true)
})

test('samples that are not numbers become silence and absurd ones are cut to +18 dB', async () => {
  const odd = Float32Array.of(0.5, Number.NaN, 1e30, Number.NEGATIVE_INFINITY, 0.25)
  const { audio } = await decode(wavFile({ sampleRateHz: 44_100, channels: [odd], word: 'f32' }))
  expect([...audio.left]).toEqual([0.5, 0, 8, -8, 0.25])
})
