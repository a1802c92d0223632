/** What a file says about its sound track, before any conversion. */
export interface MediaInfo {
  /** Playing time. Exact after a decode; after a probe it is what the container claims, or the sum of its packets. */
  readonly durationSeconds: number
  readonly sampleRateHz: number
  readonly channels: number
  /** FFmpeg's name of the codec: `mp3`, `aac`, `pcm_s16le`, … */
  readonly codec: string
  /** The container's first usual name: `mp3`, `wav`, `ogg`, `mp4`, `matroska`, … */
  readonly container: string
}
