import {
  AV_SAMPLE_FMT_FLT,
  AV_SAMPLE_FMT_FLTP,
  AV_SAMPLE_FMT_S16,
  AV_SAMPLE_FMT_S32,
  type AVSampleFormat,
  FF_ENCODER_AAC,
  FF_ENCODER_FLAC,
  FF_ENCODER_LIBMP3LAME,
  FF_ENCODER_LIBOPUS,
  FF_ENCODER_LIBVORBIS,
  FF_ENCODER_PCM_F32LE,
  FF_ENCODER_PCM_S16LE,
  FF_ENCODER_PCM_S24LE,
  type FFEncoderCodec,
} from 'node-av/constants'
import { SAMPLE_RATE_HZ } from '../audio.ts'
import type { OutputFormat, SampleFormat } from '../output-formats.ts'

/** How FFmpeg makes one output format. */
export interface EncoderSettings {
  readonly muxer: string
  readonly muxerOptions?: Readonly<Record<string, string>>
  readonly encoder: FFEncoderCodec
  readonly encoderOptions?: Readonly<Record<string, string>>
  readonly sampleFormat: AVSampleFormat
  readonly sampleRateHz: number
  /** Word length after triangular dither; undefined where the encoder takes float. */
  readonly ditherBits?: 16 | 24
  /** Used when no bitrate is asked for: a constant quality of the encoder's own scale, or a bitrate. */
  readonly defaultRate?: { readonly quality: number } | { readonly kbps: number }
  /** Tag that names the software that made the file. */
  readonly softwareTag: string | undefined
}

/** Of 24 bits there are 32-bit words, whose upper part the encoders take. */
const WORDS: Readonly<Record<SampleFormat, Pick<EncoderSettings, 'sampleFormat' | 'ditherBits'>>> = {
  s16: { sampleFormat: AV_SAMPLE_FMT_S16, ditherBits: 16 },
  s24: { sampleFormat: AV_SAMPLE_FMT_S32, ditherBits: 24 },
  f32: { sampleFormat: AV_SAMPLE_FMT_FLT },
}

const WAV_ENCODERS: Readonly<Record<SampleFormat, FFEncoderCodec>> = {
  s16: FF_ENCODER_PCM_S16LE,
  s24: FF_ENCODER_PCM_S24LE,
  f32: FF_ENCODER_PCM_F32LE,
}

/** The fast coder is 2.7 times as fast as the default one and closer to the source on music. */
const AAC = {
  encoder: FF_ENCODER_AAC,
  encoderOptions: { aac_coder: 'fast' },
  sampleFormat: AV_SAMPLE_FMT_FLTP,
  sampleRateHz: SAMPLE_RATE_HZ,
  defaultRate: { kbps: 192 },
} as const

/** @param sampleFormat of wav and flac */
export function encoderSettings(format: OutputFormat, sampleFormat: SampleFormat): EncoderSettings {
  switch (format) {
    case 'wav':
      return {
        muxer: 'wav',
        encoder: WAV_ENCODERS[sampleFormat],
        ...WORDS[sampleFormat],
        sampleRateHz: SAMPLE_RATE_HZ,
        softwareTag: 'encoded_by',
      }
    case 'flac':
      return {
        muxer: 'flac',
        encoder: FF_ENCODER_FLAC,
        ...WORDS[sampleFormat],
        sampleRateHz: SAMPLE_RATE_HZ,
        softwareTag: 'encoded_by',
      }
    case 'mp3':
      // V2 is the encoder's variable quality of about 190 kbit/s. ID3 2.3, because Windows reads no 2.4.
      return {
        muxer: 'mp3',
        muxerOptions: { id3v2_version: '3' },
        encoder: FF_ENCODER_LIBMP3LAME,
        sampleFormat: AV_SAMPLE_FMT_FLTP,
        sampleRateHz: SAMPLE_RATE_HZ,
        defaultRate: { quality: 2 },
        softwareTag: 'encoded_by',
      }
    case 'ogg':
      // Quality 6 is about 192 kbit/s. Pages of 0.1 s in place of one: FFmpeg misreads the start of a Vorbis file that has
      // only one page, and loses or adds some hundred samples.
      return {
        muxer: 'ogg',
        muxerOptions: { page_duration: '100000' },
        encoder: FF_ENCODER_LIBVORBIS,
        sampleFormat: AV_SAMPLE_FMT_FLTP,
        sampleRateHz: SAMPLE_RATE_HZ,
        defaultRate: { quality: 6 },
        softwareTag: 'encoded_by',
      }
    case 'opus':
      return {
        muxer: 'opus',
        encoder: FF_ENCODER_LIBOPUS,
        sampleFormat: AV_SAMPLE_FMT_FLT,
        sampleRateHz: 48_000,
        defaultRate: { kbps: 128 },
        softwareTag: 'encoded_by',
      }
    case 'm4a':
      // The index goes first, so that a player can start before the file has arrived.
      return { muxer: 'ipod', muxerOptions: { movflags: '+faststart' }, ...AAC, softwareTag: 'encoding_tool' }
    case 'aac':
      return { muxer: 'adts', ...AAC, softwareTag: undefined }
  }
}
