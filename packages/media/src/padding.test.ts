import { expect, test } from 'vitest'
import { compiledPackage } from './testing/compiled-package.ts'
import { inPairs } from './testing/in-pairs.ts'
import { stereoChord } from './testing/tones.ts'
import { wavFile } from './testing/wav-file.ts'

const { decode, encode, probe } = await compiledPackage()

const SAMPLES = 22_050
const clip = stereoChord(SAMPLES)
const wav = wavFile({ sampleRateHz: 44_100, channels: [clip.left, clip.right], word: 's16' })
const ZEROS = Buffer.alloc(40_000_000)
// 6 s: read chunk by chunk, the padding costs ten to twenty seconds; skipped, well under a second.
const options = { limits: { maxSeconds: 6 } }

test('zeros behind a WAV cost next to nothing and are no sound', async () => {
  const padded = Buffer.concat([wav, ZEROS])
  const [decoded, plain] = await Promise.all([decode(padded, options), decode(wav)])
  expect(decoded.audio).toEqual(plain.audio)
  expect((await probe(padded, options)).durationSeconds).toBe(0.5)
})

test('empty atoms behind an MP4 cost next to nothing and are no sound', async () => {
  const m4a = await encode(clip, { format: 'm4a' })
  const atoms = Buffer.alloc(40_000_000, Buffer.from('\0\0\0\x08free', 'latin1'))
  const { audio } = await decode(Buffer.concat([m4a, atoms]), options)
  expect(audio.left).toHaveLength(SAMPLES)
})

test('zeros behind mp3, flac, ogg, opus and aac cost next to nothing', async () => {
  const lengths = await inPairs(['mp3', 'flac', 'ogg', 'opus', 'aac'] as const, async (format) => {
    const { audio } = await decode(
      Buffer.concat([await encode(clip, { format }), ZEROS.subarray(0, 10_000_000)]),
      options,
    )
    return audio.left.length
  })
  for (const length of lengths) expect(Math.abs(length - SAMPLES)).toBeLessThan(3_000)
})

test('empty AAC frames behind an AAC clip cost next to nothing and count as damage', async () => {
  const frames = Buffer.alloc(40_000_000, Buffer.from([0xff, 0xf1, 0x50, 0x80, 0x00, 0xff, 0xfc]))
  const { audio, damagedPackets } = await decode(
    Buffer.concat([await encode(clip, { format: 'aac' }), frames]),
    options,
  )
  expect(Math.abs(audio.left.length - SAMPLES)).toBeLessThan(3_000)
  expect(damagedPackets).toBeGreaterThan(1_000)
})

test.each([0, 0xffffffff])('a streamed WAV whose sizes were left at %i is decoded to its end', async (size) => {
  const streamed = Buffer.from(wav)
  streamed.writeUInt32LE(size, 4)
  streamed.writeUInt32LE(size, 40)
  const { audio } = await decode(streamed)
  expect(audio.left).toHaveLength(SAMPLES)
})
