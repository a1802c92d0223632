import { copyFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StereoAudio } from './audio.ts'
import { withJobFolder } from './child/job-folder.ts'
import { type PlanarPaths, planarPaths, writePlanar } from './child/planar-files.ts'
import type { EncodeJob } from './child/protocol.ts'
import { runJob } from './child/run-job.ts'
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
  options: EncodeOptions,
  collect: (path: string, byteLength: number) => Promise<Result>,
): Promise<Result> {
  const encoding = checkedEncoding(options)
  const limits = withDefaultLimits(options.limits)
  return withJobFolder(async (folder) => {
    checkAudio(audio)
    const paths = planarPaths(folder)
    await writePlanar(audio, paths)
    const samples = { ...paths, sampleCount: audio.left.length, dither: true }
    const { path, byteLength } = await encodeSamples(samples, encoding, folder, limits, options.signal)
    return collect(path, byteLength)
  })
}

/** What an encode job is told of the file to be made. */
export type Encoding = Pick<EncodeJob, 'format' | 'sampleFormat' | 'bitrateKbps' | 'tags'>

/** Encodes raw samples that lie in the job's folder; what is made lies there too. */
export async function encodeSamples(
  samples: PlanarPaths & Pick<EncodeJob, 'sampleCount' | 'dither'>,
  encoding: Encoding,
  folder: string,
  limits: MediaLimits,
  signal: AbortSignal | undefined,
): Promise<{ readonly path: string; readonly byteLength: number }> {
  const path = join(folder, `output.${OUTPUT_FORMATS[encoding.format].extension}`)
  const job = {
    kind: 'encode',
    ...samples,
    ...encoding,
    outputPath: path,
    maxOutputBytes: limits.maxOutputBytes,
  } as const
  const { byteLength } = await runJob(job, folder, limits, signal)
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
