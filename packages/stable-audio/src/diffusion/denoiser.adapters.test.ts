import { expect, test } from 'vitest'
import type { MatrixAdapter } from '../graph/parameters.ts'
import type { Feeds } from '../runtime/session.ts'
import {
  conditioningOf,
  ditTensorShapes,
  noisyLatents,
  type TinyDenoiser,
  tinyDenoiser,
  tinyShape,
} from '../testing/dit.test.fixture.ts'
import { filledTensor, relativeError } from '../testing/golden.test.fixture.ts'

const ADAPTED = [
  'model.preprocess_conv.weight',
  'model.to_timestep_embed.2.weight',
  'model.transformer.layers.0.self_attn.to_qkv.weight',
  'model.transformer.layers.1.cross_attn.to_kv.weight',
  'model.transformer.layers.1.to_local_embed.0.weight',
]

test('adapters act wherever they lie, at the strength that is asked for when a run begins', async () => {
  let strength = 0.75
  const feed = () => ({ data: Float32Array.of(strength), shape: [1] })
  const adapted = tinyDenoiser(false, {
    adapters: { on: (key) => (ADAPTED.includes(key) ? [adapterOn(key, adapted.source.get(key).shape)] : []) },
    adapterFeeds: () =>
      Object.assign({}, ...ADAPTED.map((key) => ({ ...factorFeeds(key), [`${key}.strength`]: feed() }))),
  })
  const merged = tinyDenoiser(false, {
    change: (key, values) => (ADAPTED.includes(key) ? mergedMatrix(key, values) : values),
  })
  const plain = tinyDenoiser(false)
  const expected = await velocityOf(merged)
  const unadapted = await velocityOf(plain)
  expect(relativeError(expected, unadapted)).toBeGreaterThan(1e-2)
  const atStrength = await velocityOf(adapted)
  expect(relativeError(atStrength, expected)).toBeLessThan(1e-5)
  strength = 0
  const atZero = await velocityOf(adapted)
  expect(relativeError(atZero, unadapted)).toBeLessThan(1e-6)
  for (const denoiser of [adapted, merged, plain]) await denoiser.dispose()
})

const velocityOf = async (denoiser: TinyDenoiser) =>
  denoiser.velocity(noisyLatents(0), 0.5, await denoiser.prepare(conditioningOf(0)))

const RANK = 2

function adapterOn(key: string, [outputs = 0, ...inner]: readonly number[]): MatrixAdapter {
  const inputs = inner.reduce((product, size) => product * size, 1)
  return { id: key, rank: RANK, inputs, outputs, scalesRows: false, scalesColumns: false }
}

function factorsOf(key: string) {
  const { inputs, outputs } = adapterOn(key, SHAPES[key])
  return {
    down: { data: filledTensor(`${key}.down`, [RANK, inputs]), shape: [RANK, inputs] },
    up: { data: filledTensor(`${key}.up`, [outputs, RANK]), shape: [outputs, RANK] },
  }
}

function factorFeeds(key: string): Feeds {
  const { down, up } = factorsOf(key)
  return { [`${key}.down`]: down, [`${key}.up`]: up }
}

/** `W + 0.75 · up · down` */
function mergedMatrix(key: string, values: Float32Array): Float32Array {
  const down = factorsOf(key).down.data
  const up = factorsOf(key).up.data
  const columns = values.length / SHAPES[key][0]
  return values.map((value, index) => {
    const [row, column] = [Math.floor(index / columns), index % columns]
    let delta = 0
    for (let r = 0; r < RANK; r += 1) delta += (up[row * RANK + r] as number) * (down[r * columns + column] as number)
    return value + 0.75 * delta
  })
}
const SHAPES = ditTensorShapes(tinyShape(false), 'model.')
