import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OUTPUT_FORMATS, type OutputFormat } from './output-formats.ts'
import { compiledPackage } from './testing/compiled-package.ts'
import { stereoChord } from './testing/tones.ts'

const { encodeToFile } = await compiledPackage()

const run = promisify(execFile)
const hasFfprobe = spawnSync('ffprobe', ['-version']).status === 0
if (!hasFfprobe) console.info('ffprobe is not installed: the comparison of encoded files with it does not run')

const SAMPLES = 3 * 44_100
const METADATA = { title: 'Lo-fi “piano”', software: 'Retimbre', engine: 'embedded', seed: 7 }
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'media-ffprobe-'))
})

afterAll(() => rm(folder, { recursive: true }))

/** What another build of FFmpeg reads out of a file: stream and container, tags of both merged. */
async function facts(path: string) {
  const { stdout } = await run('ffprobe', ['-v', 'error', '-show_format', '-show_streams', '-of', 'json', path])
  const { streams, format } = JSON.parse(stdout)
  return { ...streams[0], ...format, codec: streams[0].codec_name, tags: { ...streams[0].tags, ...format.tags } }
}

test.runIf(hasFfprobe).each<[OutputFormat, { codec: string; format_name: string; sample_rate: string }]>([
  ['mp3', { codec: 'mp3', format_name: 'mp3', sample_rate: '44100' }],
  ['wav', { codec: 'pcm_s16le', format_name: 'wav', sample_rate: '44100' }],
  ['flac', { codec: 'flac', format_name: 'flac', sample_rate: '44100' }],
  ['ogg', { codec: 'vorbis', format_name: 'ogg', sample_rate: '44100' }],
  ['opus', { codec: 'opus', format_name: 'ogg', sample_rate: '48000' }],
  ['m4a', { codec: 'aac', format_name: 'mov,mp4,m4a,3gp,3g2,mj2', sample_rate: '44100' }],
  ['aac', { codec: 'aac', format_name: 'aac', sample_rate: '44100' }],
])('ffprobe reads %s as what it claims to be, with its length and tags', async (format, expected) => {
  const path = join(folder, `clip.${OUTPUT_FORMATS[format].extension}`)
  await encodeToFile(stereoChord(SAMPLES), path, { format, metadata: METADATA })
  const found = await facts(path)
  expect(found).toMatchObject({ ...expected, channels: 2 })
  // 0.1 s: ffprobe counts encoder delay and whole frames in mp3 and bare AAC.
  expect(Math.abs(Number(found.duration) - SAMPLES / 44_100)).toBeLessThan(0.1)
  if (format !== 'aac') {
    expect(found.tags).toMatchObject({ title: METADATA.title, artist: 'Retimbre', comment: 'engine=embedded; seed=7' })
  }
})
