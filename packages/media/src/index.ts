export { SAMPLE_RATE_HZ, type StereoAudio } from './audio.ts'
export { type ChildModule, childModule, compiledUnderTest } from './child/module.ts'
export { type ConvertOptions, convert } from './convert.ts'
export { type DecodedAudio, type DecodeOptions, decode } from './decode.ts'
export {
  type EncodeOptions,
  encode,
  encodeToFile,
  prepareEncoder,
  type WaitingEncodeOptions,
  type WaitingEncoder,
} from './encode.ts'
export { MEDIA_ERROR_CODES, MediaError, type MediaErrorCode } from './errors.ts'
export type { MediaSource } from './input-source.ts'
export { DEFAULT_LIMITS, type LimitOverrides, type MediaLimits } from './limits.ts'
export { integratedLoudness } from './loudness.ts'
export type { MediaInfo } from './media-info.ts'
export { OUTPUT_FORMATS, type OutputFormat, type OutputFormatFacts, type SampleFormat } from './output-formats.ts'
export { type WaveformPeaks, waveformPeaks } from './peaks.ts'
export { probe } from './probe.ts'
export type { Metadata } from './tags.ts'
export { truePeakDbtp } from './true-peak.ts'
