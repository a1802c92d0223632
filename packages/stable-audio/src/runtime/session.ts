/**
 * Runs graphs: ONNX Runtime sessions whose weights lie in the checkpoint's own file.
 *
 * `run` blocks the calling thread for as long as it computes; a service calls it in a process of its own.
 */

import { env, InferenceSession, Tensor } from 'onnxruntime-node'
import { StableAudioError } from '../errors.ts'
import type { GraphModel } from '../graph/builder.ts'

// Failures come back as errors; ONNX Runtime would write each of them to stderr as well.
env.logLevel = 'fatal'

/** A value on its way into or out of a graph. */
export interface FloatTensor {
  readonly data: Float32Array
  readonly shape: readonly number[]
}

export type Feeds = Readonly<Record<string, FloatTensor>>

export interface GraphSession {
  readonly inputs: readonly string[]
  /** Feeds that the graph does not know are left out, so that one set of feeds serves several graphs. */
  run(feeds: Feeds): Promise<Record<string, FloatTensor>>
  release(): Promise<void>
}

export const EXECUTION_PROVIDERS = ['cpu', 'cuda', 'webgpu', 'coreml', 'dml'] as const
export type ExecutionProvider = (typeof EXECUTION_PROVIDERS)[number]

export interface SessionOptions {
  readonly provider: ExecutionProvider
  readonly threads: number
  /** Copies weights into the order that the processor likes: 5-9 % faster steps, slower load, as much memory again. */
  readonly prepack: boolean
  /** Refuse the graph when the provider lacks one of its operators, where the CPU would run it otherwise. */
  readonly wholeOnProvider?: boolean | undefined
}

/** @throws StableAudioError `session_failed` */
export async function openSession(model: GraphModel, options: SessionOptions): Promise<GraphSession> {
  const session = await InferenceSession.create(model.bytes, {
    executionProviders: [options.provider],
    intraOpNumThreads: options.threads,
    logSeverityLevel: 4,
    extra: {
      session: {
        model_external_initializers_file_folder_path: model.storedRoot,
        intra_op: { allow_spinning: '0' },
        ...(options.prepack ? {} : { disable_prepacking: '1' }),
        ...(options.wholeOnProvider ? { disable_cpu_ep_fallback: '1' } : {}),
      },
    },
  }).catch((error: unknown) => {
    throw failure(error)
  })
  return {
    inputs: model.inputs,
    async run(feeds) {
      const results = await session.run(tensorsOf(feeds, model.inputs)).catch((error: unknown) => {
        throw failure(error)
      })
      return Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, floatTensor(tensor)]))
    },
    release: () => session.release(),
  }
}

function tensorsOf(feeds: Feeds, inputs: readonly string[]): Record<string, Tensor> {
  return Object.fromEntries(
    inputs.map((name) => {
      const feed = feeds[name]
      if (feed === undefined) throw new StableAudioError('session_failed', `no value for the input "${name}"`)
      return [name, new Tensor('float32', feed.data, feed.shape)]
    }),
  )
}

function floatTensor(tensor: Tensor): FloatTensor {
  return { data: tensor.data as Float32Array, shape: tensor.dims }
}

const failure = (error: unknown): StableAudioError =>
  new StableAudioError('session_failed', error instanceof Error ? error.message : String(error), { cause: error })
