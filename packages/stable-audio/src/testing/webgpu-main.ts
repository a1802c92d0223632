/**
 * Runs one layer of every kind, and a step of the tiny diffusion transformer, on WebGPU with nothing left to the CPU,
 * and on the CPU, and prints how far apart they are. A process of its own, because the graphics driver is chosen by its environment.
 */

import { Graph, type GraphModel } from '../graph/builder.ts'
import { attention, linear, rmsNorm, rotaryTables, rotate, silu } from '../graph/layers.ts'
import { Parameters } from '../graph/parameters.ts'
import { type ExecutionProvider, openSession } from '../runtime/session.ts'
import { createSessionPool } from '../runtime/session-pool.ts'
import { conditioningOf, LEVELS, noisyLatents, tinyDenoiser } from './dit.test.fixture.ts'
import { filledSource, filledTensor, relativeError } from './golden.test.fixture.ts'

const FRAMES = 11
const HEADS = 2
const CHANNELS = 64 * HEADS

const source = filledSource({
  'norm.gamma': [CHANNELS],
  'qkv.weight': [3 * CHANNELS, CHANNELS],
  'out.weight': [CHANNELS, CHANNELS],
  'out.bias': [CHANNELS],
})
process.on('exit', () => source.dispose())

function block(): GraphModel {
  const graph = new Graph()
  const parameters = new Parameters(graph, source, '', { portable: true })
  const x = graph.input('x', 'f32', [FRAMES, CHANNELS])
  const normed = rmsNorm(parameters, x, parameters.value('norm.gamma'), 1e-6)
  const tables = rotaryTables(parameters, FRAMES, 32)
  const [q, k, v] = [0, 1, 2].map((part) => {
    const rows = [part * CHANNELS, (part + 1) * CHANNELS] as const
    return graph.reshape(linear(parameters, normed, 'qkv', { rows }), [1, FRAMES, CHANNELS])
  })
  const heads = { heads: HEADS }
  const mixed = attention(
    parameters,
    rotate(parameters, q, tables, heads),
    rotate(parameters, k, tables, heads),
    v,
    heads,
  )
  const y = linear(parameters, silu(parameters, graph.reshape(mixed, [FRAMES, CHANNELS])), 'out', { bias: true })
  graph.output(graph.add(x, y), 'y', [FRAMES, CHANNELS])
  return graph.build()
}

async function runOn(provider: ExecutionProvider): Promise<Float32Array> {
  const session = await openSession(block(), {
    provider,
    threads: 1,
    prepack: false,
    wholeOnProvider: provider !== 'cpu',
  })
  const { y } = await session.run({
    x: { data: filledTensor('input:x', [FRAMES, CHANNELS]), shape: [FRAMES, CHANNELS] },
  })
  await session.release()
  return y?.data ?? new Float32Array()
}

/** A step as the denoiser makes it, its conditioning prepared on the same provider. */
async function stepOn(provider: ExecutionProvider): Promise<Float32Array> {
  const sessions = createSessionPool({ provider, threads: 1, prepack: false, wholeOnProvider: provider !== 'cpu' })
  const denoiser = tinyDenoiser(false, { sessions, portable: true })
  const velocity = await denoiser.velocity(noisyLatents(0), LEVELS[0], await denoiser.prepare(conditioningOf(0)))
  await denoiser.dispose()
  return velocity
}

const layers = relativeError(await runOn('webgpu'), await runOn('cpu'))
const step = relativeError(await stepOn('webgpu'), await stepOn('cpu'))
process.stdout.write(JSON.stringify({ layers, step }))
