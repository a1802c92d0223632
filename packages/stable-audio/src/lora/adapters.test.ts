import { afterAll, afterEach, expect, test } from 'vitest'
import type { TensorSource } from '../checkpoint/tensor-source.ts'
import { Graph } from '../graph/builder.ts'
import { linear } from '../graph/layers.ts'
import { Parameters } from '../graph/parameters.ts'
import type { GraphSession } from '../runtime/session.ts'
import { createSessionPool } from '../runtime/session-pool.ts'
import { filledSource, filledTensor, MODULES, relativeError } from '../testing/golden.test.fixture.ts'
import { adapterTensors, filled, type MergeStep, mergedByHand, writeLora } from '../testing/lora.test.fixture.ts'
import { expectParity } from '../testing/parity.test.fixture.ts'
import { temporaryFolder } from '../testing/temporary-folder.test.fixture.ts'
import { ADAPTER_TYPES } from './adapter-kind.ts'
import { type LoraSet, type LoraStrengths, loadLoras } from './adapters.ts'

const sessions = createSessionPool({ threads: 1, prepack: false, freeBetweenStages: false })
afterEach(() => sessions.release())

const GOLDEN = MODULES.cases.lora as {
  readonly alpha: number
  readonly rank: number
  readonly strength: number
  readonly out: Readonly<Record<string, readonly number[]>>
}
const LAYER = 'model.transformer.project_in'
const KEY = 'model.model.transformer.project_in.weight'
const SHAPE = [6, 5] as const
const CONDITIONER_KEY = 'conditioner.conditioners.seconds_total.embedder.embedding.1.weight'

const checkpoint = filledSource(
  {
    [KEY]: SHAPE,
    'model.model.preprocess_conv.weight': [4, 3, 1],
    'model.model.transformer.layers.0.self_attn.to_qkv.weight': [9, 5],
    [CONDITIONER_KEY]: [7, 4],
    'pretransform.model.encoder.layers.2.weight': [6, 5],
  },
  (key, values) => (key === KEY ? filledTensor('lora:W', SHAPE) : values),
)
afterAll(() => checkpoint.dispose())
const BASE = checkpoint.readFloat32(KEY)

interface AdaptedLayer {
  /** The matrix that the branches in the graph amount to, row-major. */
  weights(strengths?: LoraStrengths): Promise<number[]>
}

/** A graph with one adapted layer; the rows that go in are the unit vectors. */
async function adaptedLayer(
  loras: LoraSet,
  tensors: TensorSource = checkpoint,
  key = KEY,
  parts?: readonly (readonly [number, number])[],
): Promise<AdaptedLayer> {
  const [rows = 0, ...inner] = tensors.get(key).shape
  const columns = inner.reduce((product, size) => product * size, 1)
  const graph = new Graph()
  const parameters = new Parameters(graph, tensors, '', { adapters: loras })
  const x = graph.input('x', 'f32', ['N', columns])
  const name = key.replace(/\.weight$/, '')
  const products = (parts ?? [undefined]).map((range) => linear(parameters, x, name, range ? { rows: range } : {}))
  graph.output(products.length === 1 ? (products[0] as (typeof products)[0]) : graph.concat(products, 1), 'y', [
    'N',
    rows,
  ])
  const session: GraphSession = await sessions.get('test.layer', () => graph.build())
  const units = Float32Array.from({ length: columns * columns }, (_, index) => +(index % (columns + 1) === 0))
  return {
    async weights(strengths) {
      const feeds = { ...(await loras.feeds(strengths)), x: { data: units, shape: [columns, columns] } }
      const { y } = await session.run(feeds)
      return Array.from({ length: rows * columns }, (_, index) => {
        const row = Math.floor(index / columns)
        return y?.data[(index % columns) * rows + row] ?? Number.NaN
      })
    },
  }
}

/** LoRAs of `adapterTensors` on the one layer, named by their seeds. */
async function loadSteps(steps: readonly Pick<MergeStep, 'type' | 'seed' | 'rank'>[]): Promise<LoraSet> {
  const folder = temporaryFolder()
  const files = []
  for (const { type, seed, rank = 2 } of steps) {
    const tensors = adapterTensors(LAYER, type, SHAPE, seed, rank)
    const path = await writeLora(folder, seed, tensors, { adapter_type: type, rank, alpha: 1.5 * rank })
    files.push({ name: seed, path })
  }
  return loadLoras(files, checkpoint, { sessions })
}

for (const type of ADAPTER_TYPES) {
  test(`an adapter of the type ${type} makes the reference's matrix, merged and beside the graph`, async (context) => {
    const plainType = type.replace('-xs', '')
    const isExtraSmall = type !== plainType
    const tensors = adapterTensors(LAYER, plainType, SHAPE, 'lora')
    const core = { [`${LAYER}.parametrizations.weight.0.M_xs`]: filled('lora:M', [2, 2]) }
    const own = Object.entries(tensors).filter(([key]) => !isExtraSmall || !/lora_[AB]$/.test(key))
    const path = await writeLora(
      temporaryFolder(),
      'golden',
      { ...Object.fromEntries(own), ...(isExtraSmall ? core : {}) },
      { rank: GOLDEN.rank, alpha: GOLDEN.alpha, adapter_type: type },
    )
    const loras = await loadLoras([{ name: 'golden', path }], checkpoint, { sessions })
    const strengths = { golden: GOLDEN.strength }
    const wanted = GOLDEN.out[type] as readonly number[]
    expect(wanted).toHaveLength(30)

    const merged = (await loras.matrix(KEY, strengths)) as Float32Array
    expectParity(context, { module: 'LoRA, merged', case: type, error: relativeError(merged, wanted), limit: 1e-5 })
    const layer = await adaptedLayer(loras)
    const beside = relativeError(await layer.weights(strengths), wanted)
    expectParity(context, { module: 'LoRA, in the graph', case: type, error: beside, limit: 1e-5 })
  })
}

const STACKS: readonly (readonly string[])[] = [
  ['lora', 'lora'],
  ['dora-rows', 'dora-rows'],
  ['lora', 'dora-rows', 'lora'],
  ['dora-cols', 'lora', 'dora-cols'],
  ['dora-rows', 'dora-cols'],
  ['bora', 'dora-rows'],
  ['dora-cols', 'bora', 'lora'],
]
for (const types of STACKS) {
  test(`${types.join(', then ')}: each sees what the one before it made`, async () => {
    const steps = types.map((type, index) => ({ type, seed: `stack${index}`, rank: 1 + index }))
    const loras = await loadSteps(steps)
    const layer = await adaptedLayer(loras)
    const all = [1, 0.5, -0.7].slice(0, types.length)
    const settings = [all, all.map((strength, index) => (index === 0 ? 0 : strength)), all.map(() => 1.3)]
    for (const chosen of settings) {
      const strengths = Object.fromEntries(steps.map(({ seed }, index) => [seed, chosen[index] as number]))
      const wanted = mergedByHand(
        BASE,
        SHAPE,
        steps.map((step, index) => ({ ...step, factor: 1.5 * (chosen[index] as number) })),
      )
      expect(relativeError(await layer.weights(strengths), wanted)).toBeLessThan(1e-5)
      expect(relativeError((await loras.matrix(KEY, strengths)) ?? [], wanted)).toBeLessThan(1e-5)
    }
  })
}

test('the order in which LoRAs are given matters where norms are replaced', async () => {
  const steps = [
    { type: 'dora-rows', seed: 'one' },
    { type: 'dora-rows', seed: 'two' },
  ]
  const forwards = (await (await loadSteps(steps)).matrix(KEY)) as Float32Array
  const backwards = (await (await loadSteps([...steps].reverse())).matrix(KEY)) as Float32Array
  expect(relativeError(forwards, backwards)).toBeGreaterThan(0.01)
})

test('strength 0 is the checkpoint itself, though its magnitudes say otherwise, and 1 is meant when none is given', async () => {
  for (const type of ['lora', 'dora-rows', 'dora-cols', 'bora']) {
    const loras = await loadSteps([{ type, seed: 'only' }])
    const layer = await adaptedLayer(loras)
    expect(await layer.weights({ only: 0 })).toEqual([...BASE])
    expect([...((await loras.matrix(KEY, { only: 0 })) ?? [])]).toEqual([...BASE])
    expect(await layer.weights()).toEqual(await layer.weights({ only: 1 }))
    const barely = relativeError(await layer.weights({ only: 1e-9 }), BASE)
    if (type === 'lora') expect(barely).toBeLessThan(1e-6)
    else expect(barely).toBeGreaterThan(0.01)
    await sessions.release()
  }
})

test('another strength opens no other session for the layer, and the same strengths are not computed twice', async () => {
  const loras = await loadSteps([{ type: 'bora', seed: 'only' }])
  const layer = await adaptedLayer(loras)
  const first = await loras.feeds({ only: 0.2 })
  expect(await loras.feeds({ only: 0.2 })).toBe(first)
  for (const strength of [0.2, 1, -1]) {
    const wanted = mergedByHand(BASE, SHAPE, [{ type: 'bora', seed: 'only', factor: 1.5 * strength }])
    expect(relativeError(await layer.weights({ only: strength }), wanted)).toBeLessThan(1e-5)
  }
  await sessions.get('test.layer', () => {
    throw new Error('the session was closed')
  })
})

test('ranges of rows of an adapted matrix, as q, k and v are, are what the whole is', async () => {
  const key = 'model.model.transformer.layers.0.self_attn.to_qkv.weight'
  for (const type of ['dora-rows', 'dora-cols', 'bora']) {
    const tensors = adapterTensors('model.transformer.layers.0.self_attn.to_qkv', type, [9, 5], 'qkv')
    const path = await writeLora(temporaryFolder(), 'qkv', tensors, { adapter_type: type })
    const loras = await loadLoras([{ name: 'qkv', path }], checkpoint, { sessions })
    const whole = await (await adaptedLayer(loras, checkpoint, key)).weights()
    await sessions.release()
    const thirds = [
      [0, 3],
      [3, 6],
      [6, 9],
    ] as const
    const parts = await (await adaptedLayer(loras, checkpoint, key, thirds)).weights()
    expect(relativeError(parts, whole)).toBeLessThan(1e-6)
    const wanted = mergedByHand(checkpoint.readFloat32(key), [9, 5], [{ type, seed: 'qkv', factor: 1 }])
    expect(relativeError(parts, wanted)).toBeLessThan(1e-5)
    await sessions.release()
  }
})

test('a bias stays what it is, however the rows of the matrix are scaled', async () => {
  const layer = 'model.model.to_timestep_embed.0'
  const source = filledSource({ [`${layer}.weight`]: SHAPE, [`${layer}.bias`]: [6] })
  try {
    const tensors = adapterTensors('model.to_timestep_embed.0', 'bora', SHAPE, 'a')
    const path = await writeLora(temporaryFolder(), 'a', tensors, { adapter_type: 'bora' })
    const loras = await loadLoras([{ name: 'a', path }], source, { sessions })
    const graph = new Graph()
    const x = graph.input('x', 'f32', ['N', 5])
    const parameters = new Parameters(graph, source, '', { adapters: loras })
    graph.output(linear(parameters, x, layer, { bias: true }), 'whole', ['N', 6])
    graph.output(linear(parameters, x, layer, { bias: true, rows: [2, 4] }), 'part', ['N', 2])
    const session = await sessions.get('test.bias', () => graph.build())
    const feeds = { ...(await loras.feeds()), x: { data: new Float32Array(5), shape: [1, 5] } }
    const { whole, part } = await session.run(feeds)
    const bias = source.readFloat32(`${layer}.bias`)
    expect([...(whole?.data ?? [])]).toEqual([...bias])
    expect([...(part?.data ?? [])]).toEqual([...bias.slice(2, 4)])
  } finally {
    source.dispose()
  }
})

test('layers are found by every name that tools give them; other parts of the checkpoint are left alone', async () => {
  const names = [
    [KEY, 'model.transformer.project_in'],
    [KEY, 'transformer.project_in'],
    [KEY, 'model.model.transformer.project_in'],
    ['model.model.preprocess_conv.weight', 'model.preprocess_conv'],
    [CONDITIONER_KEY, 'conditioners.seconds_total.embedder.embedding.1'],
    [CONDITIONER_KEY, 'conditioner.conditioners.seconds_total.embedder.embedding.1'],
  ] as const
  for (const [key, layer] of names) {
    const [rows = 0, columns = 0] = checkpoint.get(key).shape
    const tensors = adapterTensors(layer, 'dora-rows', [rows, columns], 'names')
    const path = await writeLora(
      temporaryFolder(),
      'names',
      { ...tensors, 'some.other.key': filled('x', [3]) },
      { adapter_type: 'dora-rows' },
    )
    const loras = await loadLoras([{ name: 'a', path }], checkpoint, { sessions })
    expect(loras.loras, layer).toEqual([{ name: 'a', matrices: 1, ignored: 1 }])
    expect(loras.on(key), layer).toHaveLength(1)
    const wanted = mergedByHand(
      checkpoint.readFloat32(key),
      [rows, columns],
      [{ type: 'dora-rows', seed: 'names', factor: 1 }],
    )
    expect(relativeError((await loras.matrix(key)) ?? [], wanted), layer).toBeLessThan(1e-5)
    const weights = await (await adaptedLayer(loras, checkpoint, key)).weights()
    expect(relativeError(weights, wanted), layer).toBeLessThan(1e-5)
    await sessions.release()
  }
})

test('a matrix without adapters has none, and layers of the codec are not adapted', async () => {
  const tensors = {
    ...adapterTensors(LAYER, 'lora', SHAPE, 'a'),
    ...adapterTensors('pretransform.model.encoder.layers.2', 'lora', SHAPE, 'a'),
    ...adapterTensors('model.transformer.layers.99.self_attn.to_qkv', 'lora', SHAPE, 'a'),
  }
  const path = await writeLora(temporaryFolder(), 'a', tensors)
  const loras = await loadLoras([{ name: 'a', path }], checkpoint, { sessions })
  expect(loras.loras).toEqual([{ name: 'a', matrices: 1, ignored: 2 }])
  for (const key of ['pretransform.model.encoder.layers.2.weight', 'model.model.preprocess_conv.weight', 'nothing']) {
    expect(loras.on(key)).toEqual([])
    expect(await loras.matrix(key)).toBeUndefined()
  }
})

test('files for other checkpoints, equal names and strengths that mean nothing are refused', async () => {
  const folder = temporaryFolder()
  const elsewhere = await writeLora(folder, 'elsewhere', adapterTensors('unet.down.0', 'lora', SHAPE, 'a'))
  const wider = await writeLora(folder, 'wider', adapterTensors(LAYER, 'lora', [12, 5], 'a'))
  const longer = await writeLora(folder, 'longer', adapterTensors(LAYER, 'dora-cols', [6, 7], 'a'), {
    adapter_type: 'dora-cols',
  })
  const good = await writeLora(folder, 'good', adapterTensors(LAYER, 'lora', SHAPE, 'a'))
  const core = { [`${LAYER}.parametrizations.weight.0.M_xs`]: filled('m', [6, 6]) }
  const deeper = await writeLora(folder, 'deeper', core, { adapter_type: 'lora-xs' })
  const invalid = expect.objectContaining({ code: 'lora_invalid' })
  for (const path of [elsewhere, wider, longer, deeper]) {
    await expect(loadLoras([{ name: 'a', path }], checkpoint, { sessions }), path).rejects.toEqual(invalid)
  }
  const twice = [
    { name: 'a', path: good },
    { name: 'a', path: good },
  ]
  await expect(loadLoras(twice, checkpoint, { sessions })).rejects.toEqual(invalid)
  const loras = await loadLoras([{ name: 'a', path: good }], checkpoint, { sessions })
  const outOfRange = expect.objectContaining({ code: 'option_out_of_range' })
  await expect(loras.feeds({ b: 1 })).rejects.toEqual(outOfRange)
  await expect(loras.feeds({ a: Number.NaN })).rejects.toEqual(outOfRange)
  await expect(loras.matrix(KEY, { a: Number.POSITIVE_INFINITY })).rejects.toEqual(outOfRange)
})

test('loading stops between matrices when it is asked to', async () => {
  const path = await writeLora(temporaryFolder(), 'a', adapterTensors(LAYER, 'lora', SHAPE, 'a'))
  const signal = AbortSignal.abort(new Error('enough'))
  await expect(loadLoras([{ name: 'a', path }], checkpoint, { sessions, signal })).rejects.toThrow('enough')
})

test('loading that fails, and strengths whose change is given up, leave no session open', async () => {
  const opened = new Set<string>()
  const watched: typeof sessions = {
    get: (key, build, options) => {
      opened.add(key)
      return sessions.get(key, build, options)
    },
    finishStage: (prefix) => sessions.finishStage(prefix),
    settle: () => sessions.settle(),
    release: (prefix = '') => {
      for (const key of opened) if (key.startsWith(prefix)) opened.delete(key)
      return sessions.release(prefix)
    },
  }
  const folder = temporaryFolder()
  const [other, layer] = ['model.transformer.layers.0.self_attn.to_qkv', LAYER]
  const good = adapterTensors(layer, 'bora', SHAPE, 'a')
  const config = { adapter_type: 'dora-rows' }
  const broken = await writeLora(
    folder,
    'broken',
    { ...adapterTensors(layer, 'dora-rows', SHAPE, 'a'), ...adapterTensors(other, 'dora-rows', [12, 5], 'a') },
    config,
  )
  await expect(loadLoras([{ name: 'a', path: broken }], checkpoint, { sessions: watched })).rejects.toThrow('12')
  expect([...opened]).toEqual([])

  const path = await writeLora(folder, 'good', good, { adapter_type: 'bora' })
  const loras = await loadLoras([{ name: 'a', path }], checkpoint, { sessions: watched })
  await expect(loras.feeds({}, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
  const feeds = await loras.feeds()
  expect([...opened]).toEqual([])
  expect(await loras.feeds({ a: 1 }, AbortSignal.abort())).toBe(feeds)
})
