/** Whether a file can be a source, before a byte of it is sent. */

const AUDIO_NAMES = /\.(mp3|wav|wave|flac|ogg|oga|opus|m4a|mp4|aac|webm|mka|aif|aiff|caf|weba|mov|wma)$/i

export type ClipProblem = 'empty' | 'too-large' | 'no-audio'

/**
 * @param maxBytes  what the server takes; it has the last word
 * @returns `undefined` when it may be sent
 */
export function clipProblem(
  { name, type, size }: Pick<File, 'name' | 'type' | 'size'>,
  maxBytes: number,
): ClipProblem | undefined {
  if (size === 0) return 'empty'
  if (size > maxBytes) return 'too-large'
  // Browsers name no type for formats they do not know; a video may well have sound.
  return /^(audio|video)\//.test(type) || AUDIO_NAMES.test(name) ? undefined : 'no-audio'
}

/** An address that may be a clip; `undefined` for anything else that was pasted. */
export function clipAddress(text: string): string | undefined {
  const trimmed = text.trim()
  if (!/^https?:\/\/\S+$/i.test(trimmed)) return undefined
  return URL.canParse(trimmed) ? trimmed : undefined
}
