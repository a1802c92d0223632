/**
 * A tokenizer of bytes in the published format, for synthetic checkpoints: it reads any text, and knows no words.
 *
 * Source: specification 2.2 (special pieces, `▁` for a space, byte fallback).
 */

const SPECIAL_PIECES = ['<pad>', '<eos>', '<bos>', '<unk>']
const SPACE_PIECE = '▁'

/** The contents of tokenizer.json: 260 pieces, and the characters of ASCII besides as pieces of their own. */
export function byteTokenizer(): unknown {
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: SPECIAL_PIECES.map((content, id) => ({
      ...{ id, content, special: true, normalized: false },
      ...{ single_word: false, lstrip: false, rstrip: false },
    })),
    normalizer: { type: 'Replace', pattern: { String: ' ' }, content: SPACE_PIECE },
    pre_tokenizer: { type: 'Split', pattern: { String: ' ' }, behavior: 'MergedWithPrevious', invert: false },
    post_processor: null,
    decoder: {
      type: 'Sequence',
      decoders: [
        { type: 'Replace', pattern: { String: SPACE_PIECE }, content: ' ' },
        { type: 'ByteFallback' },
        { type: 'Fuse' },
      ],
    },
    model: {
      ...{ type: 'BPE', dropout: null, unk_token: '<unk>', fuse_unk: true, byte_fallback: true, ignore_merges: false },
      ...{ continuing_subword_prefix: null, end_of_word_suffix: null },
      vocab: Object.fromEntries(pieces().map((piece, id) => [piece, id])),
      merges: [],
    },
  }
}

/** The contents of tokenizer_config.json. */
export const BYTE_TOKENIZER_CONFIG = {
  tokenizer_class: 'PreTrainedTokenizerFast',
  ...{ pad_token: '<pad>', eos_token: '<eos>', bos_token: '<bos>', unk_token: '<unk>' },
  padding_side: 'right',
  ...{ add_bos_token: false, add_eos_token: false },
}

/** How many rows the embedding of a text encoder needs at least. */
export const byteTokenizerSize = (): number => pieces().length

function pieces(): string[] {
  const bytes = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`)
  const characters = Array.from({ length: 94 }, (_, index) => String.fromCharCode(0x21 + index))
  return [...SPECIAL_PIECES, ...bytes, ...characters, SPACE_PIECE]
}
