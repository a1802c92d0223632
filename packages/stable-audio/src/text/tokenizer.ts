/**
 * From a prompt to the token ids that the text encoder was trained on: Gemma's byte-pair merges with byte fallback.
 *
 * Source: specification 2.2. Parity: ids equal to the reference's.
 */

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Tokenizer as PublishedTokenizer } from '@huggingface/tokenizers'
import { StableAudioError } from '../errors.ts'
import { type FindBoundary, tokenBoundaries } from './token-boundaries.ts'
import type { TokenizerFile } from './tokenizer-file.ts'

export interface Tokenizer {
  /**
   * @returns  at most 256 ids, with nothing put before or after them; none for an empty prompt
   * @throws StableAudioError `tokenizer_invalid` when the file turns out to be unusable, which is found at the first call
   */
  encode(text: string): number[]
}

const MAX_TOKENS = 256

// 2048 characters: twice what 256 tokens of English take. A first piece that is too short is encoded once more, with as
// much again; one that is too long costs what nobody reads: 40 000 characters take a second and a half.
const FIRST_PIECE = 2048

/**
 * Pieces that steer a language model and are no part of any text. The file marks only some of them as special; spaces,
 * line breaks and HTML tags, which it lists beside them, are text and stay.
 */
const CONTROL_PIECE = /^(?:<(?:unused\d+|mask|2mass|start_of_turn|end_of_turn|0x[0-9A-F]{2})>|\[@BOS@\])$/

/**
 * The tokenizer of a folder with `tokenizer.json` and `tokenizer_config.json`. Reading the published file takes about
 * two seconds, so it waits for the first prompt, and is done once.
 *
 * @throws StableAudioError `tokenizer_invalid` when there is no `tokenizer.json`
 */
export function loadTokenizer(folder: string): Tokenizer {
  const path = join(folder, 'tokenizer.json')
  if (!existsSync(path)) throw new StableAudioError('tokenizer_invalid', `${path} does not exist`)
  let loaded: LoadedTokenizer | undefined
  return {
    encode(text) {
      loaded ??= readTokenizer(path, join(folder, 'tokenizer_config.json'))
      return firstTokens(text, loaded)
    },
  }
}

interface LoadedTokenizer {
  readonly published: PublishedTokenizer
  readonly boundary: FindBoundary | undefined
}

/** Of a long text no more is encoded than the tokens that are taken need. */
function firstTokens(text: string, { published, boundary }: LoadedTokenizer): number[] {
  const encoded = (piece: string): number[] => published.encode(piece, { add_special_tokens: false }).ids
  for (let length = FIRST_PIECE; boundary !== undefined && length < text.length; length *= 2) {
    const end = boundary(text, length)
    if (end === undefined) break
    const ids = encoded(text.slice(0, end))
    if (ids.length >= MAX_TOKENS) return ids.slice(0, MAX_TOKENS)
  }
  return encoded(text).slice(0, MAX_TOKENS)
}

function readTokenizer(path: string, configPath: string): LoadedTokenizer {
  try {
    const file = withoutControlPieces(readJson(path) as TokenizerFile)
    const config = existsSync(configPath) ? (readJson(configPath) as TokenizerConfig) : {}
    const published = new PublishedTokenizer(file, config)
    const changesText = config.remove_space || config.do_lowercase_and_remove_accent
    return { published, boundary: changesText ? undefined : tokenBoundaries(file) }
  } catch (cause) {
    throw new StableAudioError('tokenizer_invalid', `${path}: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    })
  }
}

interface TokenizerConfig {
  readonly remove_space?: boolean
  readonly do_lowercase_and_remove_accent?: boolean
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

/** So that `<eos>` in a prompt is five characters. The vocabulary keeps its numbering: ids come from there. */
function withoutControlPieces(file: TokenizerFile): TokenizerFile {
  if (typeof file?.model?.vocab !== 'object' || !Array.isArray(file.added_tokens))
    throw new TypeError('it has no model with a vocabulary, or no list of added tokens')
  return {
    ...file,
    added_tokens: file.added_tokens.filter(({ content, special }) => !special && !CONTROL_PIECE.test(content)),
  }
}
