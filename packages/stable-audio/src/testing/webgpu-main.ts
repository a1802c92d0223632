/**
 * Runs one layer of every kind, a codec like SAME-L and a whole tiny checkpoint with SAME-S on WebGPU, with nothing left
 * to the CPU, and prints how far each is from what it should be. A process of its own, because the graphics driver is
 * chosen by its environment.
 */

import type { CodecShape } from '../codec/shape.ts'
import { Graph, type GraphModel } from '../graph/builder.ts'
import { attention, linear, rmsNorm, rotaryTables, rotate, silu } from '../graph/layers.ts'
import { Parameters } from '../graph/parameters.ts'
import { type ExecutionProvider, openSession } from '../runtime/session.ts'
import { createSessionPool } from '../runtime/session-pool.ts'
import { StableAudio } from '../stable-audio.ts'
import { finished, SAME_L_TINY, tinyCodec } from './codec.test.fixture.ts'
import { filledSource, filledTensor, relativeError } from './golden.test.fixture.ts'
import { type GoldenCase, type GoldenClip, goldenCheckpoint, goldenClip } from './golden-checkpoint.test.fixture.ts'

// More than the 64 columns of the widest tile that a provider cuts a product into, and no multiple of it.
const TOKENS = 97
const HEADS = 2
const CHANNELS = 64 * HEADS
// More than a block of four, and no multiple of it.
const CODEC_FRAMES = 6
// As few blocks as have each kind of gate: a driver in software takes seconds for each.
const SHALLOW_L: CodecShape = {
  ...SAME_L_TINY,
  encoder: { ...SAME_L_TINY.encoder, depth: 1 },
  decoder: { ...SAME_L_TINY.decoder, depth: 2, firstSinusoidalBlock: 1 },
}

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
  const x = graph.input('x', 'f32', [TOKENS, CHANNELS])
  const normed = rmsNorm(parameters, x, parameters.value('norm.gamma'), 1e-6)
  const tables = rotaryTables(parameters, TOKENS, 32)
  const [q, k, v] = [0, 1, 2].map((part) => {
    const rows = [part * CHANNELS, (part + 1) * CHANNELS] as const
    return graph.reshape(linear(parameters, normed, 'qkv', { rows }), [1, TOKENS, CHANNELS])
  })
  const heads = { heads: HEADS }
  const mixed = attention(
    parameters,
    rotate(parameters, q, tables, heads),
    rotate(parameters, k, tables, heads),
    v,
    heads,
  )
  const y = linear(parameters, silu(parameters, graph.reshape(mixed, [TOKENS, CHANNELS])), 'out', { bias: true })
  graph.output(graph.add(x, y), 'y', [TOKENS, CHANNELS])
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
    x: { data: filledTensor('input:x', [TOKENS, CHANNELS]), shape: [TOKENS, CHANNELS] },
  })
  await session.release()
  return y?.data ?? new Float32Array()
}

/** A clip there and back. @returns its latents, then the left channel of what is made of them */
async function codecOn(provider: ExecutionProvider): Promise<Float32Array> {
  const sessions = createSessionPool({ provider, threads: 1, prepack: false, wholeOnProvider: provider !== 'cpu' })
  const { codec, dispose } = tinyCodec(SHALLOW_L, { sessions, portable: provider !== 'cpu' })
  const { signal } = new AbortController()
  const [left, right] = ['input:left', 'input:right'].map((name) => filledTensor(name, [CODEC_FRAMES * 4096]))
  const { result: latents } = await finished(codec.encode({ left, right }, CODEC_FRAMES, { signal }))
  const options = { frames: CODEC_FRAMES, wantedFrames: CODEC_FRAMES, signal }
  const { result: audio } = await finished(codec.decode(latents, options))
  await sessions.release()
  await dispose()
  return Float32Array.from([...latents, ...audio.left])
}

/** Another clip from a clip and a prompt, by the tiny checkpoint of the small model, against the reference's. */
async function checkpointError(): Promise<number> {
  const { folder, golden, dispose } = await goldenCheckpoint('small')
  const { args, audio } = golden.cases['audio_to_audio_0.3_steps4'] as GoldenCase
  const model = await StableAudio.open(folder, { provider: 'webgpu' })
  try {
    const { prompt, seed, steps, duration: durationSeconds, init_noise_level: noiseLevel = 1 } = args
    const initAudio = { audio: goldenClip(args.init_audio as GoldenClip), noiseLevel }
    const request = { items: [{ prompt, seed }], durationSeconds, steps, initAudio }
    for await (const event of model.generate({ ...request, schedule: 'upstream', peaks: 'clamp' })) {
      if (event.type !== 'generated') continue
      return relativeError([...event.audio.left, ...event.audio.right], audio.values, audio.stride)
    }
    return Number.NaN
  } finally {
    await model.close()
    dispose()
  }
}

const layers = relativeError(await runOn('webgpu'), await runOn('cpu'))
const codec = relativeError(await codecOn('webgpu'), await codecOn('cpu'))
const checkpoint = await checkpointError()
process.stdout.write(JSON.stringify({ layers, codec, checkpoint }))
