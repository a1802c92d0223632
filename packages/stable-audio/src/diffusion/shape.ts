/**
 * The sizes of a diffusion transformer, as the checkpoint's configuration gives them.
 * Source: specification 5.1. Published: small 1024 × 20 layers, medium 1536 × 24 layers and differential.
 */
export interface DitShape {
  /** D: channels of a token; heads × 64. */
  readonly width: number
  /** Number of layers. */
  readonly depth: number
  /** H, of 64 channels each. */
  readonly heads: number
  /** Learned tokens in front of the latents; they take no part in the result. */
  readonly memoryTokens: number
  /** Each attention is the difference of two. */
  readonly differential: boolean
  /** C, of the latents that go in and of the velocity that comes out. */
  readonly latentChannels: number
  /** Channels of a row of the context (prompt and duration). */
  readonly contextChannels: number
  /** Channels of the row that steers every layer (the duration). */
  readonly globalChannels: number
  /** Channels told to each frame: 1 of the mask and `latentChannels` of the latents to keep. */
  readonly localChannels: number
}
