/** What is read of a `tokenizer.json`, as the libraries of Hugging Face write it. */

export interface AddedToken {
  readonly content: string
  readonly special?: boolean
  readonly lstrip?: boolean
  readonly rstrip?: boolean
  readonly single_word?: boolean
}

export interface TokenizerFile {
  readonly added_tokens: readonly AddedToken[]
  readonly normalizer?: unknown
  readonly pre_tokenizer?: unknown
  readonly model: {
    readonly type?: string
    readonly vocab: Readonly<Record<string, number>>
    /** The two pieces that become one, which older files write with a space between them. */
    readonly merges?: readonly (string | readonly [string, string])[]
    readonly ignore_merges?: boolean
    readonly continuing_subword_prefix?: string | null
    readonly end_of_word_suffix?: string | null
  }
}
