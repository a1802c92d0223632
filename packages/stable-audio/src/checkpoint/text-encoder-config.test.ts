import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTextEncoderConfig } from './text-encoder-config.ts'

const PUBLISHED = {
  ...{ layers: 12, heads: 12, headChannels: 64, width: 768, feedForward: 2048, epsilon: 1e-6, ropeTheta: 10_000 },
  ...{ queryPreAttentionScalar: 64, softcap: 50, vocabulary: 256_000 },
}

test.each([[undefined], [{}], [{ encoder: null }], [{ encoder: { hidden_size: '768' } }]])(
  'a configuration that says nothing, %j, is the published one',
  (json) => {
    expect(readTextEncoderConfig(json)).toEqual(PUBLISHED)
  },
)

const STATED = {
  num_hidden_layers: 2,
  num_attention_heads: 4,
  head_dim: 32,
  hidden_size: 100,
  intermediate_size: 300,
  rms_norm_eps: 1e-5,
  rope_theta: 500,
  query_pre_attn_scalar: 16,
  attn_logit_softcapping: 30,
  vocab_size: 1000,
}
const READ = {
  ...{ layers: 2, heads: 4, headChannels: 32, width: 100, feedForward: 300, epsilon: 1e-5, ropeTheta: 500 },
  ...{ queryPreAttentionScalar: 16, softcap: 30, vocabulary: 1000 },
}

test('the half of the encoder is read, and a file of the encoder alone', () => {
  expect(readTextEncoderConfig({ encoder: STATED, vocab_size: 256_000 })).toEqual(READ)
  expect(readTextEncoderConfig(STATED)).toEqual(READ)
})

test('an encoder that would fill the memory is refused', () => {
  expect(() => readTextEncoderConfig({ encoder: { num_hidden_layers: 2e9 } })).toThrow(
    expect.objectContaining({ code: 'checkpoint_unsupported', message: expect.stringContaining('2000000000') }),
  )
})

test('the newer place of the rotary base is read too', () => {
  expect(readTextEncoderConfig({ encoder: { rope_parameters: { rope_theta: 7 } } }).ropeTheta).toBe(7)
})

test('whatever JSON stands in the file, its numbers can be computed with, or it is refused as unsupported', () => {
  const value = fc.oneof(fc.double(), fc.jsonValue())
  const json = fc.record(Object.fromEntries(Object.keys(STATED).map((key) => [key, value])), { requiredKeys: [] })
  fc.assert(
    fc.property(json, (encoder) => {
      try {
        for (const number of Object.values(readTextEncoderConfig({ encoder }))) expect(number).toBeGreaterThan(0)
      } catch (error) {
        expect(error).toMatchObject({ code: 'checkpoint_unsupported' })
      }
    }),
  )
})
