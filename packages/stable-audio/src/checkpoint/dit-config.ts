/** The diffusion transformer's part of a model's configuration. Source: specification 5.1. */

import { headsOf } from './attention-heads.ts'
import type { LenientJson } from './lenient-json.ts'
import type { DitConfig } from './model-config.ts'
import { FEED_FORWARD_FACTORS, MEDIUM_DIT, SMALL_DIT } from './published-defaults.ts'
import type { TensorFacts } from './tensor-facts.ts'

/** @param model  `model` of the configuration */
export function readDitConfig(model: LenientJson, facts: TensorFacts): { shape: DitConfig; sampleSize: number } {
  const config = model.at('diffusion.config')
  const differential = facts.dit?.differential ?? config.flag('attn_kwargs.differential')
  const { shape: published, sampleSize } = differential ? MEDIUM_DIT : SMALL_DIT
  const width = facts.dit?.width ?? config.count('embed_dim') ?? published.width
  const latentChannels =
    facts.dit?.latentChannels ??
    config.count('io_channels') ??
    model.count('io_channels') ??
    model.count('pretransform.config.latent_dim') ??
    published.latentChannels
  const feedForwardFactor = config.number('ff_kwargs.mult') ?? FEED_FORWARD_FACTORS.dit
  const conditioningChannels = model.count('conditioning.cond_dim')
  const shape = {
    width,
    depth: facts.dit?.depth ?? config.count('depth') ?? published.depth,
    heads: headsOf(width),
    memoryTokens: facts.dit?.memoryTokens ?? config.count('num_memory_tokens') ?? published.memoryTokens,
    differential: differential ?? published.differential,
    latentChannels,
    contextChannels:
      facts.dit?.contextChannels ?? config.count('cond_token_dim') ?? conditioningChannels ?? published.contextChannels,
    globalChannels:
      facts.dit?.globalChannels ?? config.count('global_cond_dim') ?? conditioningChannels ?? published.globalChannels,
    localChannels: facts.dit?.localChannels ?? config.count('local_add_cond_dim') ?? 1 + latentChannels,
    feedForward: facts.dit?.feedForward ?? Math.floor(width * feedForwardFactor),
  }
  return { shape, sampleSize }
}
