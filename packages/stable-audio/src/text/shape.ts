/** The sizes of a text encoder, in the words of its `config.json`. Source: specification 2.3. */
export interface TextEncoderShape {
  readonly layers: number
  readonly heads: number
  readonly headChannels: number
  /** Channels of a row; `heads · headChannels` may be another number. */
  readonly width: number
  readonly feedForward: number
  readonly epsilon: number
  readonly ropeTheta: number
  /** Logits are divided by its square root. */
  readonly queryPreAttentionScalar: number
  /** Logits are bent to ± this; applied on request only. */
  readonly softcap: number
  readonly vocabulary: number
}
