/** One row of the table: what a person reads, and whether sending the very same request again may succeed. */
interface ErrorRow {
  readonly message: string
  readonly retryable: boolean
}

/**
 * Every error this package can raise.
 *
 * A message is one or two plain sentences for the person who sent the file, and says what to do. It never holds a
 * path. It also avoids the words that known API clients take for a network fault (and then retry for ever);
 * `errors.test.ts` lists them.
 */
const ERRORS = {
  empty_file: { message: 'The file is empty. Send a file that holds sound.', retryable: false },
  not_audio: {
    message: 'The file is not in a known audio format. Send mp3, wav, flac, ogg, opus, m4a, aac, aiff, webm or mp4.',
    retryable: false,
  },
  no_audio_stream: {
    message: 'The file holds no sound track. Send an audio file, or a video that has sound.',
    retryable: false,
  },
  undecodable: {
    message: 'The file is damaged and no sound could be read from it. Export it again and send the new file.',
    retryable: false,
  },
  too_short: {
    message: 'The file is valid but holds no sound at all. Send a clip that plays for a moment.',
    retryable: false,
  },
  too_long: { message: 'The clip plays for too long. Cut it shorter and send it again.', retryable: false },
  too_large: { message: 'The file is too large. Send a shorter clip or a compressed format.', retryable: false },
  output_too_large: {
    message: 'The finished file would be too large. Choose a shorter clip or a compressed output format.',
    retryable: false,
  },
  unsupported_layout: {
    message: 'The sample rate or the number of channels is out of range. Send 1 to 8 channels at 4 to 384 kHz.',
    retryable: false,
  },
  unreadable: { message: 'The file could not be opened. Check that it exists and send it again.', retryable: false },
  decoder_crashed: {
    message: 'The audio decoder gave up on this file. Export it again, if possible in another format.',
    retryable: false,
  },
  limit_exceeded: {
    message: 'Working on this file took more time or memory than is allowed. Send a shorter or simpler file.',
    retryable: false,
  },
  cancelled: { message: 'The work was cancelled before it was done.', retryable: false },
  invalid_audio: {
    message: 'The sound to be saved is not valid: it is empty, uneven, or holds values that are not numbers.',
    retryable: false,
  },
  invalid_options: {
    message: 'The settings are not known or out of range. Check the format, the bitrate and the limits.',
    retryable: false,
  },
  encoder_failed: {
    message: 'The finished sound could not be saved in this format. Try another one.',
    retryable: true,
  },
  codecs_unavailable: {
    message: 'The audio codecs could not be started on this machine. Install the packages again and restart.',
    retryable: true,
  },
} as const satisfies Record<string, ErrorRow>

export type MediaErrorCode = keyof typeof ERRORS

/** Every code, in the order of the table. */
export const MEDIA_ERROR_CODES = Object.keys(ERRORS) as readonly MediaErrorCode[]

/**
 * The only error that leaves this package.
 *
 * `message` is for people; `detail` (the codec's own words, an exit signal) is for the operator's log and may name paths.
 */
export class MediaError extends Error {
  override readonly name = 'MediaError'
  readonly code: MediaErrorCode
  readonly retryable: boolean
  readonly detail: string | undefined

  constructor(code: MediaErrorCode, detail?: string) {
    super(ERRORS[code].message)
    this.code = code
    this.retryable = ERRORS[code].retryable
    this.detail = detail
  }
}
