import type { MediaTags } from './child/protocol.ts'

/** What a finished clip says about itself. */
export interface Metadata {
  /** Usually the prompt. */
  readonly title?: string
  readonly artist?: string
  readonly software?: string
  readonly comment?: string
  /** The engine that made the sound, and the seed that makes it again; both go into the comment. */
  readonly engine?: string
  readonly seed?: number | bigint
}

// 500 characters: a prompt may be an essay, but players show one line and some read fixed buffers.
const MAX_TAG_CHARACTERS = 500

/** One-line tags without control characters or invisible marks that turn the text around; the artist falls back to the software, as players show the artist. */
export function mediaTags(metadata: Metadata = {}): MediaTags {
  const { title, artist, software, comment, engine, seed } = metadata
  const facts = [comment, engine && `engine=${engine}`, seed !== undefined && `seed=${seed}`].filter(Boolean).join('; ')
  const tags = { title, artist: artist ?? software, software, comment: facts }
  return Object.fromEntries(
    Object.entries(tags)
      .filter((entry): entry is [string, string] => Boolean(entry[1]))
      .map(([name, value]) => [name, oneLine(value)]),
  )
}

function oneLine(text: string): string {
  const line = text
    .replace(/\p{Cf}+/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
  return [...line].slice(0, MAX_TAG_CHARACTERS).join('')
}
