import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode, OUTPUT_FORMATS } from '@retimbre/media'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { download, finished, prediction, submit, uploadClip } from './api.ts'
import { tuneAsMp3 } from './clip.ts'
import { type DataFolder, dataFolder, type Service, startService, until } from './service.ts'

const FFPROBE = spawnSync('ffprobe', ['-version']).status === 0
if (!FFPROBE) console.warn('ffprobe was not found: the check of the seven formats by ffprobe is skipped')

/** What ffprobe calls the codec of each output format. */
const CODECS: Readonly<Record<string, string>> = {
  mp3: 'mp3',
  wav: 'pcm_s16le',
  flac: 'flac',
  ogg: 'vorbis',
  opus: 'opus',
  m4a: 'aac',
  aac: 'aac',
}

let data: DataFolder
let service: Service
let clip: Uint8Array

beforeAll(async () => {
  data = dataFolder()
  ;[clip, service] = await Promise.all([tuneAsMp3(8), startService(data.path)])
})
afterAll(async () => {
  await service.stop()
  data.remove()
})

test('a clip and a prompt go in, a transformed clip of the wanted length comes out, and it says who made it', async () => {
  const audio = await uploadClip(service, clip, 'my tune.mp3')
  const submitted = await submit(service, { audio, prompt: 'dark and spacious', duration: 5, output_format: 'wav' })
  expect(submitted).toMatchObject({ status: 'created', outputs: [], error: '' })

  const done = await finished(service, submitted.id)
  expect(done).toMatchObject({ status: 'completed', engine: 'dsp-restyle', error: '' })
  const before = (await decode(clip)).audio
  const after = (await decode(await download(done.outputs[0] ?? ''))).audio
  expect(after.left.length).toBe(5 * 44_100)
  expect(brightness(after.left)).toBeLessThan(0.7 * brightness(before.left.subarray(0, 5 * 44_100)))
})

test('the same seed gives the same file, another seed another one', async () => {
  const audio = await uploadClip(service, clip, 'tune.mp3')
  const render = async (seed: number) => {
    const { id } = await submit(service, {
      audio,
      prompt: 'dreamy lo-fi hip hop',
      duration: 3,
      output_format: 'flac',
      seed,
    })
    return download((await finished(service, id)).outputs[0] ?? '')
  }
  const [first, again, other] = [await render(7), await render(7), await render(8)]
  expect(first.equals(again)).toBe(true)
  expect(first.equals(other)).toBe(false)
})

test.skipIf(!FFPROBE)('each of the seven formats is what its name says, for ffprobe too', async () => {
  const audio = await uploadClip(service, clip, 'tune.mp3')
  const folder = mkdtempSync(join(tmpdir(), 'retimbre-formats-'))
  try {
    const jobs = await Promise.all(
      Object.keys(OUTPUT_FORMATS).map(async (format) => {
        const { id } = await submit(service, { audio, prompt: 'warm', duration: 2, output_format: format })
        return { format, done: await finished(service, id) }
      }),
    )
    expect(jobs).toHaveLength(7)
    for (const { format, done } of jobs) {
      expect(done.error, format).toBe('')
      const url = done.outputs[0] ?? ''
      expect(url).toMatch(new RegExp(`\\.${format}$`))
      const path = join(folder, `result.${format}`)
      writeFileSync(path, await download(url))
      const { codec, seconds } = probe(path)
      expect(codec, format).toBe(CODECS[format])
      // Whole frames with the encoder's delay; up to three of 26 ms.
      expect(Math.abs(seconds - 2), format).toBeLessThan(0.08)
      // Decoded, the length is exact; only ADTS cannot say where its priming ends.
      const samples = (await decode(path)).audio.left.length
      if (format === 'aac') expect(Math.abs(samples - 2 * 44_100)).toBeLessThan(2 * 1024)
      else expect(samples, format).toBe(2 * 44_100)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('kill -9 in the middle of a job loses nothing: after a restart the same prediction completes', async () => {
  const audio = await uploadClip(service, clip, 'tune.mp3')
  const { id } = await submit(service, { audio, prompt: 'dark cinematic ambient, metallic, slow', duration: 60 })
  await until(async () => (await prediction(service, id)).status === 'processing', 10)
  await service.kill()

  service = await startService(data.path)
  const done = await finished(service, id)
  expect(done).toMatchObject({ id, status: 'completed' })
  const { audio: result } = await decode(await download(done.outputs[0] ?? ''))
  expect(result.left.length).toBe(60 * 44_100)
})

test('a clip that is not audio ends as failed, with a sentence a person can act on', async () => {
  const audio = await uploadClip(service, Buffer.from('this is a letter, not a song'.repeat(50)), 'song.mp3')
  const { id } = await submit(service, { audio, prompt: 'warm' })
  const done = await finished(service, id)
  expect(done.status).toBe('failed')
  expect(done.error).toMatch(/audio/i)
  expect(done.outputs).toEqual([])
})

/** Share of the signal that changes from sample to sample: grows with the spectral centroid. */
function brightness(samples: Float32Array): number {
  let change = 0
  let level = 0
  for (let i = 1; i < samples.length; i++) {
    change += ((samples[i] ?? 0) - (samples[i - 1] ?? 0)) ** 2
    level += (samples[i] ?? 0) ** 2
  }
  return Math.sqrt(change / level)
}

const AAC_FRAME_SECONDS = 1024 / 44_100

/** Length as the container tells it; ADTS has no header to tell it (ffprobe would guess), so there its frames are counted. */
function probe(path: string): { codec: string; seconds: number } {
  const entries = 'stream=codec_name,nb_read_packets:format=duration'
  const args = ['-v', 'error', '-count_packets', '-show_entries', entries, '-of', 'json', path]
  const { stdout } = spawnSync('ffprobe', args, { encoding: 'utf8' })
  const { streams, format } = JSON.parse(stdout) as {
    streams: { codec_name: string; nb_read_packets: string }[]
    format: { duration: string }
  }
  const counted = Number(streams[0]?.nb_read_packets) * AAC_FRAME_SECONDS
  return {
    codec: streams[0]?.codec_name ?? '',
    seconds: path.endsWith('.aac') ? counted : Number(format.duration),
  }
}
