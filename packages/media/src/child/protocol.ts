import { MEDIA_ERROR_CODES, type MediaErrorCode } from '../errors.ts'
import type { MediaInfo } from '../media-info.ts'
import type { OutputFormat, SampleFormat } from '../output-formats.ts'

/**
 * What the parent asks of a child: one job a process, small messages over the IPC channel, samples in two raw files
 * (little-endian float32, one a channel) inside the job's own folder.
 */
export type MediaJob = ProbeJob | DecodeJob | EncodeJob

export interface ProbeJob {
  readonly kind: 'probe'
  readonly inputPath: string
}

export interface DecodeJob {
  readonly kind: 'decode'
  readonly inputPath: string
  readonly leftPath: string
  readonly rightPath: string
  /** Decoding stops with `too_long` beyond this many output samples. */
  readonly maxSamples: number
}

export interface EncodeJob {
  readonly kind: 'encode'
  readonly leftPath: string
  readonly rightPath: string
  readonly sampleCount: number
  readonly outputPath: string
  readonly maxOutputBytes: number
  readonly format: OutputFormat
  /** Of wav and flac. */
  readonly sampleFormat: SampleFormat
  /** Whether whole numbers are dithered; not where the samples are such numbers already. */
  readonly dither: boolean
  /** Undefined means the format's default quality. */
  readonly bitrateKbps?: number
  readonly tags: MediaTags
}

/** Tags as the containers know them; empty ones are not written. */
export interface MediaTags {
  readonly title?: string
  readonly artist?: string
  readonly software?: string
  readonly comment?: string
}

export interface ProbeResult {
  readonly info: MediaInfo
}

export interface DecodeResult {
  readonly info: MediaInfo
  readonly sampleCount: number
  /** Of a file whose samples are whole numbers, kept as they are by the decode; undefined of all others. */
  readonly wordBits: number | undefined
  /** Packets that could not be read or decoded and are missing from the sound. */
  readonly damagedPackets: number
}

export interface EncodeResult {
  readonly byteLength: number
}

/** The result that belongs to a job. */
export type ResultOf<Job extends MediaJob> = Job extends ProbeJob
  ? ProbeResult
  : Job extends DecodeJob
    ? DecodeResult
    : EncodeResult

/** Sent by a child as soon as its codecs are loaded; until then no byte of the file has been looked at. */
export const READY = 'ready'

/** The last message a child sends back. */
export type ChildReply<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly code: MediaErrorCode; readonly detail: string | undefined }

/** A child that was taken over may send anything: only what has the shape of a reply is one. */
export function parseReply(message: unknown): ChildReply<unknown> | undefined {
  if (typeof message !== 'object' || message === null || !('ok' in message)) return undefined
  if (message.ok === true && 'result' in message) return { ok: true, result: message.result }
  const code = 'code' in message ? MEDIA_ERROR_CODES.find((known) => known === message.code) : undefined
  const detail = 'detail' in message && typeof message.detail === 'string' ? message.detail : undefined
  return code === undefined ? undefined : { ok: false, code, detail }
}
