import { join } from 'node:path'
import { writeSyntheticCheckpoint } from '@retimbre/stable-audio'

/** The published shape, with as few and as narrow layers as it takes. */
const MODEL_CONFIG = {
  sample_size: 1_638_400,
  sample_rate: 44_100,
  audio_channels: 2,
  model: {
    pretransform: { config: { encoder: { config: codecConfig() }, decoder: { config: codecConfig() } } },
    diffusion: {
      diffusion_objective: 'rf_denoiser',
      config: {
        ...{ embed_dim: 128, depth: 1, num_heads: 2, num_memory_tokens: 4 },
        attn_kwargs: { qk_norm: 'rms', differential: false },
      },
    },
  },
}

function codecConfig() {
  return {
    ...{ channels: 128, transformer_depths: [1], strides: [16], dim_heads: 64 },
    ...{ chunk_size: 32, chunk_midpoint_shift: true, differential: true, variable_stride: true, dyt: true },
  }
}

const TEXT_ENCODER_CONFIG = {
  encoder: {
    ...{ vocab_size: 1000, hidden_size: 768, intermediate_size: 64, num_hidden_layers: 1 },
    ...{ num_attention_heads: 1, num_key_value_heads: 1, head_dim: 64 },
  },
}

/** A checkpoint that opens and renders noise in a moment. @returns its folder */
export async function tinyCheckpoint(parent: string): Promise<string> {
  const folder = join(parent, 'tiny')
  await writeSyntheticCheckpoint(folder, { modelConfig: MODEL_CONFIG, textEncoderConfig: TEXT_ENCODER_CONFIG })
  return folder
}
