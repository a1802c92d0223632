import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { OUTPUT_FORMATS, type OutputFormat } from './output-formats.ts'
import { compiledPackage } from './testing/compiled-package.ts'
import { fixture } from './testing/fixture.ts'
import { flipBits, fuzzHeader } from './testing/hostile-bytes.ts'
import { inPairs } from './testing/in-pairs.ts'
import { childCount, jobFolders } from './testing/leftovers.ts'
import { filesWithLyingHeaders } from './testing/lying-headers.ts'
import { filesOfOtherKinds } from './testing/not-audio.ts'
import { type Outcome, outcomeOf } from './testing/outcome.ts'
import { playlists } from './testing/playlists.ts'
import { usePrivateTempFolder } from './testing/private-temp-folder.ts'
import { stereoChord } from './testing/tones.ts'

const { decode, encode } = await compiledPackage()

usePrivateTempFolder()

const CLIP_SAMPLES = 22_050
const FORMATS = Object.keys(OUTPUT_FORMATS) as OutputFormat[]
const honest = {} as Record<OutputFormat, Uint8Array>
let server: Server
let requests = 0

beforeAll(async () => {
  server = createServer((_request, response) => {
    requests++
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const audio = stereoChord(CLIP_SAMPLES)
  await inPairs(FORMATS, async (format) => {
    honest[format] = await encode(audio, { format })
  })
})

afterAll(() => new Promise((resolve) => server.close(resolve)))

afterEach(() => {
  expect(childCount()).toBe(0)
  expect(jobFolders()).toEqual([])
})

/** What a broken file may end in; never a crash, a limit or a fault of ours. */
const FATE_OF_BROKEN_FILES = [
  'audio',
  { code: 'not_audio' },
  { code: 'no_audio_stream' },
  { code: 'undecodable' },
  { code: 'too_short' },
  { code: 'unsupported_layout' },
] as const

/** Decodes every file and gives the outcomes under the files' names. */
async function outcomes(files: Readonly<Record<string, Uint8Array>>): Promise<Record<string, Outcome>> {
  const results = await inPairs(
    Object.entries(files),
    async ([name, bytes]) => [name, await outcomeOf(decode(bytes))] as const,
  )
  return Object.fromEntries(results)
}

function expectOnly(results: Record<string, Outcome>, allowed: readonly (Outcome | 'audio')[]): void {
  const unexpected = Object.entries(results).filter(([, outcome]) => {
    return !allowed.some((one) =>
      one === 'audio' ? 'samples' in outcome : 'code' in outcome && 'code' in one && outcome.code === one.code,
    )
  })
  expect(unexpected).toEqual([])
}

test('an empty file is refused as empty', async () => {
  expect(await outcomeOf(decode(new Uint8Array(0)))).toEqual({ code: 'empty_file' })
})

test('files of other kinds are refused as not being audio', async () => {
  expectOnly(await outcomes(filesOfOtherKinds()), [{ code: 'not_audio' }])
})

test('playlists that name local files and addresses are refused, and nothing is fetched', async () => {
  const { port } = server.address() as AddressInfo
  const texts = Object.entries(playlists(fixture('mono-8k.mp3'), `http://127.0.0.1:${port}/clip.mp3`))
  const files = Object.fromEntries(texts.map(([name, text]) => [name, Buffer.from(text)]))
  expectOnly(await outcomes(files), [{ code: 'not_audio' }])
  expect(requests).toBe(0)
})

test('files with lying headers give their true sound or a typed error', async () => {
  const results = await outcomes(filesWithLyingHeaders(honest))
  expectOnly(results, FATE_OF_BROKEN_FILES)
  expect(results['wav claiming 4 GB']).toEqual({ samples: 8_820 })
  expect(results['flac claiming billions of samples']).toEqual({ samples: CLIP_SAMPLES })
  expect(results['wav of 255 channels']).toEqual({ code: 'unsupported_layout' })
  expect(results['wav with empty data']).toEqual({ code: 'too_short' })
})

test('cut, flipped and fuzzed files of every format give what is left of them or a typed error', async () => {
  const files = FORMATS.flatMap((format) => {
    const file = honest[format]
    return [
      [`${format} cut in half`, Buffer.from(file.subarray(0, file.length / 2))],
      [`${format} with flipped bits`, flipBits(file, 40, 200)],
      [`${format} with a fuzzed header`, fuzzHeader(file, 5)],
    ] as const
  })
  const results = await outcomes(Object.fromEntries(files))
  expectOnly(results, FATE_OF_BROKEN_FILES)
  for (const format of ['wav', 'flac', 'mp3', 'm4a', 'aac']) {
    const outcome = results[`${format} cut in half`]
    expect('samples' in outcome ? outcome.samples : 0, format).toBeGreaterThan(CLIP_SAMPLES / 6)
  }
})

test('a film without sound is refused for want of a sound track', async () => {
  expect(await outcomeOf(decode(readFileSync(fixture('video-only.mp4'))))).toEqual({ code: 'no_audio_stream' })
})

test('a path that is missing, a folder or a device is refused as unreadable', async () => {
  expect(await outcomeOf(decode('/nowhere/clip.mp3'))).toEqual({ code: 'unreadable' })
  expect(await outcomeOf(decode(fixture('.')))).toEqual({ code: 'unreadable' })
  expect(await outcomeOf(decode('/dev/zero'))).toEqual({ code: 'unreadable' })
})
