import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixture } from '../testing/fixture.ts'
import { sine } from '../testing/tones.ts'
import { wavFile } from '../testing/wav-file.ts'
import { endOfChunks } from './chunk-walk.ts'

const tone = sine({ frequencyHz: 440, seconds: 0.01 })
const wav = wavFile({ sampleRateHz: 44_100, channels: [tone], word: 's16' })
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'media-chunks-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

/** Where a file with these parts is cut when it may have ten chunks. */
function endOf(...parts: readonly Uint8Array[]): number | undefined {
  const path = join(folder, 'file')
  writeFileSync(path, Buffer.concat(parts))
  return endOfChunks(path, 10)
}

function repeated(hex: string, count = 100): Buffer {
  return Buffer.from(hex.repeat(count), 'hex')
}

const name = (text: string) => Buffer.from(text, 'latin1')

test('a WAV keeps its two chunks and eight of the empty ones behind them', () => {
  expect(endOf(wav, Buffer.alloc(1_000))).toBe(wav.length + 8 * 8)
  expect(endOf(wav, Buffer.alloc(8 * 8))).toBeUndefined()
  expect(endOf(wav)).toBeUndefined()
})

test.each([0, 0xffffffff])('a streamed WAV whose data has size %i runs to the end', (size) => {
  const streamed = Buffer.from(wav)
  streamed.writeUInt32LE(size, 40)
  expect(endOf(streamed, Buffer.alloc(10_000))).toBeUndefined()
})

test('empty chunks are found in AIFF, CAF, Wave64 and MP4, inside the movie atom and behind an ID3 tag too', () => {
  expect(endOf(name('FORM\0\0\0\0AIFF'), repeated('4a554e4b00000000'))).toBe(12 + 10 * 8)
  expect(endOf(name('caff\0\x01\0\0'), repeated('667265650000000000000000'))).toBe(8 + 10 * 12)
  expect(endOf(name('riff'), Buffer.alloc(36), repeated(`${'aa'.repeat(16)}1900000000000000${'00'.repeat(8)}`))).toBe(
    40 + 10 * 32,
  )
  expect(endOf(name('\0\0\0\x08ftyp'), repeated('0000000866726565'))).toBe(10 * 8)
  expect(endOf(name('\0\0\0\x08ftyp\0\x10\0\0moov'), repeated('0000000866726565'))).toBe(10 * 8)
  expect(endOf(name('ID3\x03\0\0\0\0\0\x02ab'), wav, Buffer.alloc(1_000))).toBe(12 + wav.length + 8 * 8)
})

test('an RF64 file takes the size of its data from its first chunk', () => {
  const sizes = Buffer.alloc(28)
  sizes.writeUInt8(16, 8)
  const head = Buffer.concat([name('RF64\xff\xff\xff\xffWAVEds64\x1c\0\0\0'), sizes, name('data\xff\xff\xff\xff')])
  expect(endOf(head, Buffer.alloc(16, 1), Buffer.alloc(1_000))).toBe(head.length + 16 + 8 * 8)
})

test('honest files of every chunked container stay whole', () => {
  for (const file of ['alac-48k.m4a', 'mono-22k.aiff', 'mono-16k.caf', 'video-aac.mp4', 'video-only.mp4']) {
    expect(endOfChunks(fixture(file)), file).toBeUndefined()
  }
})

test('files that are not made of chunks are left alone', () => {
  expect(endOf(name('fLaC'), Buffer.alloc(1_000))).toBeUndefined()
  expect(endOf(Buffer.alloc(1_000))).toBeUndefined()
  expect(endOf(Buffer.of(1))).toBeUndefined()
})
