/**
 * Which execution providers there are, found out by running one multiplication on each.
 *
 * ONNX Runtime names the providers that its package was built with; whether there is a driver behind one, only a try
 * tells. A provider that was asked for and is not there is an error, unless the caller allows the CPU instead.
 */

import { listSupportedBackends } from 'onnxruntime-node'
import { fill, StableAudioError } from '../errors.ts'
import { Graph } from '../graph/builder.ts'
import { MODEL_WARNINGS } from '../model-warnings.ts'
import { EXECUTION_PROVIDERS, type ExecutionProvider, openSession } from './session.ts'

/** How a graph must be built for a provider. */
export interface ProviderTraits {
  /** Only operators that every provider has; the CPU alone has some that are faster. */
  readonly portable: boolean
  /** Whether it has the int8 products. */
  readonly int8: boolean
}

const TRAITS: Readonly<Record<ExecutionProvider, ProviderTraits>> = {
  cpu: { portable: false, int8: true },
  cuda: { portable: true, int8: false },
  webgpu: { portable: true, int8: false },
  coreml: { portable: true, int8: false },
  dml: { portable: true, int8: false },
}

const WHAT_TO_DO: Readonly<Record<ExecutionProvider, string>> = {
  cpu: 'reinstall onnxruntime-node for this system',
  cuda: "it needs an NVIDIA driver, CUDA and cuDNN, and the provider's libraries, which onnxruntime-node fetches when it is installed with ONNXRUNTIME_NODE_INSTALL=cuda12",
  webgpu: 'it needs a graphics driver with Vulkan, Metal or Direct3D 12',
  coreml: 'it exists on macOS alone',
  dml: 'it exists on Windows alone',
}

export interface ProviderState {
  readonly provider: ExecutionProvider
  readonly available: boolean
  /** Why it is not available; empty when it is. */
  readonly reason: string
}

export const providerTraits = (provider: ExecutionProvider): ProviderTraits => TRAITS[provider]

/** Every provider that this package knows, tried now. Takes up to a second where there is a driver to start. */
export async function availableProviders(): Promise<readonly ProviderState[]> {
  const states: ProviderState[] = []
  for (const provider of EXECUTION_PROVIDERS) states.push(await tryProvider(provider))
  return states
}

export interface ResolvedProvider {
  readonly provider: ExecutionProvider
  /** Set when it is another than the one that was asked for: the sentence to show. */
  readonly warning?: string | undefined
}

export interface ResolveOptions {
  /** Take the CPU when the provider is not there. */
  readonly allowFallback?: boolean | undefined
}

/**
 * @param requested  `cpu` when undefined: an accelerator is used when it is asked for, not because it happens to be there
 * @throws StableAudioError `option_out_of_range` on a name that is none; `provider_unavailable`
 */
export async function resolveProvider(
  requested: string | undefined,
  { allowFallback = false }: ResolveOptions = {},
): Promise<ResolvedProvider> {
  const provider = parseProvider(requested ?? 'cpu')
  const { available, reason } = await tryProvider(provider)
  if (available) return { provider }
  if (allowFallback && provider !== 'cpu') {
    return { provider: 'cpu', warning: fill(MODEL_WARNINGS.another_provider, { provider, reason }) }
  }
  const present = (await availableProviders()).filter((state) => state.available).map((state) => state.provider)
  throw new StableAudioError(
    'provider_unavailable',
    `${provider} is not available here (${reason}); ${WHAT_TO_DO[provider]}. Available here: ${present.join(', ')}`,
  )
}

function parseProvider(name: string): ExecutionProvider {
  const provider = EXECUTION_PROVIDERS.find((known) => known === name)
  if (provider !== undefined) return provider
  throw new StableAudioError(
    'option_out_of_range',
    `the execution provider "${name}" is none of ${EXECUTION_PROVIDERS.join(', ')}`,
  )
}

async function tryProvider(provider: ExecutionProvider): Promise<ProviderState> {
  const backend = listSupportedBackends().find(({ name }) => name === provider)
  if (backend === undefined) return unavailable(provider, `onnxruntime-node has none for ${process.platform}`)
  if (provider === 'cpu') return { provider, available: true, reason: '' }
  try {
    await squareOnProvider(provider)
    return { provider, available: true, reason: '' }
  } catch (error) {
    return unavailable(provider, firstLine(error))
  }
}

async function squareOnProvider(provider: ExecutionProvider): Promise<void> {
  const graph = new Graph()
  const x = graph.input('x', 'f32', [1])
  graph.output(graph.mul(x, x), 'y', [1])
  const session = await openSession(graph.build(), { provider, threads: 1, prepack: false, wholeOnProvider: true })
  try {
    const { y } = await session.run({ x: { data: Float32Array.of(3), shape: [1] } })
    if (y?.data[0] !== 9) throw new StableAudioError('provider_unavailable', `3 × 3 gave ${y?.data[0]}`)
  } finally {
    await session.release()
  }
}

const unavailable = (provider: ExecutionProvider, reason: string): ProviderState => ({
  provider,
  available: false,
  reason,
})

/** What ONNX Runtime says, without the place in its sources. */
function firstLine(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const text = cause instanceof Error ? cause.message : String(cause)
  const [line = ''] = text.trim().split('\n')
  return line.replace(/^\S+:\d+ .*?(?=Failed)/, '')
}
