/**
 * From a prompt to the token ids that the text encoder was trained on: Gemma's byte-pair merges with byte fallback.
 *
 * Source: specification 2.2. Parity: ids equal to the reference's.
 */

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Tokenizer as PublishedTokenizer } from '@huggingface/tokenizers'
import { StableAudioError } from '../errors.ts'

export interface Tokenizer {
  /**
   * @returns  at most 256 ids, with nothing put before or after them; none for an empty prompt
   * @throws StableAudioError `tokenizer_invalid` when the file turns out to be unusable, which is found at the first call
   */
  encode(text: string): number[]
}

interface AddedToken {
  readonly content: string
  readonly special?: boolean
}

interface TokenizerFile {
  readonly added_tokens: readonly AddedToken[]
  readonly model: { readonly vocab: Readonly<Record<string, number>> }
}

const MAX_TOKENS = 256

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
  let loaded: PublishedTokenizer | undefined
  return {
    encode(text) {
      loaded ??= readTokenizer(path, join(folder, 'tokenizer_config.json'))
      return loaded.encode(text, { add_special_tokens: false }).ids.slice(0, MAX_TOKENS)
    },
  }
}

function readTokenizer(path: string, configPath: string): PublishedTokenizer {
  try {
    const file = withoutControlPieces(readJson(path) as TokenizerFile)
    return new PublishedTokenizer(file, existsSync(configPath) ? (readJson(configPath) as object) : {})
  } catch (cause) {
    throw new StableAudioError('tokenizer_invalid', `${path}: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    })
  }
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
