import { copyFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StereoAudio } from './audio.ts'
import { makeJobFolder, removeJobFolder, withJobFolder } from './child/job-folder.ts'
import { type PlanarPaths, planarPaths, writePlanar } from './child/planar-files.ts'
import type { EncodeJob, EncodeResult } from './child/protocol.ts'
import { runJob, startChild, type WaitingChild } from './child/run-job.ts'
import { MediaError } from './errors.ts'
import { type LimitOverrides, type MediaLimits, withDefaultLimits } from './limits.ts'
import { OUTPUT_FORMATS, type OutputFormat, type SampleFormat } from './output-formats.ts'
import { type Metadata, mediaTags } from './tags.ts'

export interface EncodeOptions {
  readonly format: OutputFormat
  /** Leave out for the default: mp3 V2 (about 190), ogg quality 6 (about 192), opus 128, m4a and aac 192. */
  readonly bitrateKbps?: number | undefined
  /** WAV and FLAC only; `s16` unless told. */
  readonly sampleFormat?: SampleFormat | undefined
  readonly metadata?: Metadata | undefined
  readonly limits?: LimitOverrides
  readonly signal?: AbortSignal | undefined
}

/**
 * Encodes a clip in a disposable process. The same input gives the same bytes.
 *
 * The sample count survives a decode in wav, flac and m4a at any length, in mp3 and opus from 100 samples on, and in ogg
 * from 4,410 (0.1 s; shorter ones come back 128 samples short, or padded when under 500). Not in `aac`, whose bare frames
 * cannot say where the sound begins (1024 samples of delay, and the end rounded up to a frame); a file of a single such
 * frame is not recognised as sound. Tags are written everywhere but in `aac`.
 *
 * @throws MediaError `invalid_audio`, `invalid_options`, `output_too_large`, `limit_exceeded`, `cancelled`,
 *   `encoder_failed`, `codecs_unavailable`
 * @example const bytes = await encode(audio, { format: 'mp3', metadata: { title: 'lo-fi piano' } })
 */
export function encode(audio: StereoAudio, options: EncodeOptions): Promise<Uint8Array> {
  return withEncodedFile(audio, options, (path) => readFile(path))
}

/** As {@link encode}, straight into a file, so that the result is never in memory. Returns its size in bytes. */
export function encodeToFile(audio: StereoAudio, outputPath: string, options: EncodeOptions): Promise<number> {
  return withEncodedFile(audio, options, async (path, byteLength) => {
    await copyFile(path, outputPath)
    return byteLength
  })
}

async function withEncodedFile<Result>(
  audio: StereoAudio,
  { limits: overrides, ...options }: EncodeOptions,
  collect: (path: string, byteLength: number) => Promise<Result>,
): Promise<Result> {
  const limits = withDefaultLimits(overrides)
  return withJobFolder(async (folder) => {
    const run: RunEncode = (job) => runJob(job, folder, limits, options.signal)
    const { path, byteLength } = await encodeIn(folder, audio, options, limits, run)
    return collect(path, byteLength)
  })
}

/** What an encoder in waiting needs to be told when there is something to encode. */
export type WaitingEncodeOptions = Omit<EncodeOptions, 'limits'>

/** A process for one encode to come. */
export interface WaitingEncoder {
  /** As {@link encode}, once. */
  encode(audio: StereoAudio, options: WaitingEncodeOptions): Promise<Uint8Array>
  /** For when there will be nothing to encode, and harmless after an encode. */
  dismiss(): Promise<void>
}

/**
 * Starts the process of an encode to come, so that whoever makes the sound need not wait for it afterwards: 0.3 s. It waits
 * with about 50 MB, and is gone when this process ends.
 *
 * @example
 * const encoder = prepareEncoder()
 * try {
 *   const bytes = await encoder.encode(await render(), { format: 'mp3' })
 * } finally {
 *   await encoder.dismiss()
 * }
 */
export function prepareEncoder(overrides?: LimitOverrides): WaitingEncoder {
  const limits = withDefaultLimits(overrides)
  const started = startWaiting(limits)
  // Whatever it is, the encode will be told.
  started.catch(() => {})
  return {
    async encode(audio, options) {
      const { folder, child } = await started
      // One that the system ended while it waited is replaced.
      const run: RunEncode = (job) =>
        child.isWaiting() ? child.run(job, options.signal) : runJob(job, folder, limits, options.signal)
      const { path } = await encodeIn(folder, audio, options, limits, run)
      return readFile(path)
    },
    async dismiss() {
      const { folder, child } = await started.catch(() => NOTHING_STARTED)
      await child?.dismiss()
      if (folder) await removeJobFolder(folder)
    },
  }
}

const NOTHING_STARTED = { folder: undefined, child: undefined }

async function startWaiting(limits: MediaLimits): Promise<{ folder: string; child: WaitingChild }> {
  const folder = await makeJobFolder()
  try {
    return { folder, child: startChild(folder, limits) }
  } catch (error) {
    await removeJobFolder(folder)
    throw error
  }
}

async function encodeIn(
  folder: string,
  audio: StereoAudio,
  options: WaitingEncodeOptions,
  limits: MediaLimits,
  run: RunEncode,
): Promise<{ readonly path: string; readonly byteLength: number }> {
  const encoding = checkedEncoding(options)
  checkAudio(audio)
  const paths = planarPaths(folder)
  await writePlanar(audio, paths)
  return encodeSamples({ ...paths, sampleCount: audio.left.length, dither: true }, encoding, folder, limits, run)
}

/** What an encode job is told of the file to be made. */
export type Encoding = Pick<EncodeJob, 'format' | 'sampleFormat' | 'bitrateKbps' | 'tags'>

type RunEncode = (job: EncodeJob) => Promise<EncodeResult>

/** Encodes raw samples that lie in the job's folder; what is made lies there too. */
export async function encodeSamples(
  samples: PlanarPaths & Pick<EncodeJob, 'sampleCount' | 'dither'>,
  encoding: Encoding,
  folder: string,
  { maxOutputBytes }: MediaLimits,
  run: RunEncode,
): Promise<{ readonly path: string; readonly byteLength: number }> {
  const path = join(folder, `output.${OUTPUT_FORMATS[encoding.format].extension}`)
  const job = { kind: 'encode', ...samples, ...encoding, outputPath: path, maxOutputBytes } as const
  const { byteLength } = await run(job)
  return { path, byteLength }
}

function checkAudio({ left, right }: StereoAudio): void {
  if (left.length === 0 || left.length !== right.length) throw new MediaError('invalid_audio')
}

/**
 * Options may come from JavaScript or from a request, where the types hold nothing back.
 * @throws MediaError `invalid_options`
 */
export function checkedEncoding(options: Omit<EncodeOptions, 'limits' | 'signal'>): Encoding {
  const { format, sampleFormat = 's16', metadata } = options
  if (!Object.hasOwn(OUTPUT_FORMATS, format)) throw new MediaError('invalid_options', `format: ${String(format)}`)
  const known = options.sampleFormat === undefined || OUTPUT_FORMATS[format].sampleFormats.includes(sampleFormat)
  if (!known) throw new MediaError('invalid_options', `sampleFormat: ${String(sampleFormat)}`)
  return { format, sampleFormat, ...checkedBitrate(options), tags: mediaTags(metadata) }
}

function checkedBitrate({ format, bitrateKbps }: EncodeOptions): { bitrateKbps?: number } {
  const range = OUTPUT_FORMATS[format].bitrateKbps
  if (bitrateKbps === undefined || range === null) return {}
  const inRange = Number.isFinite(bitrateKbps) && bitrateKbps >= range.min && bitrateKbps <= range.max
  if (!inRange) throw new MediaError('invalid_options')
  return { bitrateKbps }
}
