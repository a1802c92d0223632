/**
 * Configurations of the published sizes, for checkpoints with random weights: what is said here is what the models
 * are known to be, not the text of the published files. Source: specification 5.1.
 */

export const FULL_SIZES = ['small', 'medium'] as const
export type FullSize = (typeof FULL_SIZES)[number]

/** 685 tensors and 2.27 GB in fp32 (small), 9.22 GB (medium). */
export const FULL_SIZE_MODEL_CONFIGS: Readonly<Record<FullSize, unknown>> = {
  small: modelConfig({
    sampleSize: 5_292_032,
    dit: { embed_dim: 1024, depth: 20, num_heads: 16, attn_kwargs: { qk_norm: 'rms', differential: false } },
    stack: { channels: 128, transformer_depths: [6], chunk_size: 32, chunk_midpoint_shift: true },
    encoder: { mask_noise: 0, conv_mapping: false },
    decoder: { mask_noise: 0.01, conv_mapping: true, sinusoidal_blocks: [0] },
  }),
  medium: modelConfig({
    sampleSize: 16_777_216,
    dit: { embed_dim: 1536, depth: 24, num_heads: 24, attn_kwargs: { qk_norm: 'rms', differential: true } },
    stack: { channels: 256, transformer_depths: [12], sliding_window: [1, 1] },
    encoder: { mask_noise: 0.001 },
    decoder: { mask_noise: 0.1, sinusoidal_blocks: [8] },
  }),
}

/** 281.6 million parameters, 0.56 GB in bf16. */
export const FULL_SIZE_TEXT_ENCODER_CONFIG: unknown = {
  model_type: 't5gemma',
  encoder: {
    ...{ vocab_size: 256_000, hidden_size: 768, intermediate_size: 2048, num_hidden_layers: 12 },
    ...{ num_attention_heads: 12, num_key_value_heads: 12, head_dim: 64, query_pre_attn_scalar: 64 },
    ...{ rms_norm_eps: 1e-6, rope_theta: 10_000, attn_logit_softcapping: 50, hidden_activation: 'gelu_pytorch_tanh' },
  },
}

interface Sizes {
  readonly sampleSize: number
  readonly dit: Readonly<Record<string, unknown>>
  /** What encoder and decoder have in common. */
  readonly stack: Readonly<Record<string, unknown>>
  readonly encoder: Readonly<Record<string, unknown>>
  readonly decoder: Readonly<Record<string, unknown>>
}

function modelConfig({ sampleSize, dit, stack, encoder, decoder }: Sizes): unknown {
  const common = { ...stack, c_mults: [6], strides: [16], latent_dim: 256, dim_heads: 64, differential: true }
  return {
    model_type: 'diffusion_cond_inpaint',
    ...{ sample_size: sampleSize, sample_rate: 44_100, audio_channels: 2 },
    model: {
      io_channels: 256,
      pretransform: {
        type: 'autoencoder',
        config: {
          encoder: { type: 'taae_v2', config: { ...common, ...encoder, in_channels: 512 } },
          decoder: { type: 'taae_v2', config: { ...common, ...decoder, out_channels: 512 } },
          bottleneck: { type: 'softnorm', config: { dim: 256, auto_scale: true, noise_regularize: true } },
          pretransform: { type: 'patched', config: { channels: 2, patch_size: 256 } },
          ...{ latent_dim: 256, downsampling_ratio: 4096, io_channels: 2 },
        },
      },
      conditioning: {
        cond_dim: 768,
        configs: [
          {
            id: 'prompt',
            type: 't5gemma',
            config: { subfolder: 't5gemma-b-b-ul2', max_length: 256, padding_mode: 'learned' },
          },
          { id: 'seconds_total', type: 'number', config: { min_val: 0, max_val: 384, fourier_features_type: 'expo' } },
        ],
      },
      diffusion: {
        type: 'dit',
        diffusion_objective: 'rf_denoiser',
        config: {
          ...dit,
          ...{ io_channels: 256, cond_token_dim: 768, global_cond_dim: 768, local_add_cond_dim: 257 },
          ...{ num_memory_tokens: 64, global_cond_type: 'adaLN', timestep_features_type: 'expo' },
          ...{ timestep_features_logsnr: false, norm_type: 'rms_norm', ff_kwargs: { mult: 4 } },
        },
      },
    },
  }
}
