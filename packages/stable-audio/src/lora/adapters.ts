/**
 * The LoRAs that are loaded beside a checkpoint: which adapters are on which matrix, and what a strength makes of them.
 *
 * The checkpoint stays as it is. Adapters are branches in the graphs, strengths and the scales of rows and columns are
 * inputs, so another strength needs no other session.
 *
 * What a change of strength costs, by one layer of small at rank 16, times its twenty layers: nothing for `lora`, 0.1-0.4 s
 * for `dora-rows` and `dora-cols`, also several of one side; `bora`, and rows mixed with columns on one matrix, read each
 * such matrix again: 7 s. Loading takes 6 s where norms are needed. Source: specification 4.3. Parity: 1e-5 relative to the reference, fp32.
 */

import type { TensorSource } from '../checkpoint/tensor-source.ts'
import { StableAudioError } from '../errors.ts'
import type { MatrixAdapters } from '../graph/parameters.ts'
import type { Feeds } from '../runtime/session.ts'
import type { SessionPool } from '../runtime/session-pool.ts'
import { type AdapterScales, applyChain } from './chain-graph.ts'
import { matrixKey } from './layer-keys.ts'
import { type LoadedAdapter, loadAdapter, readMatrix } from './loaded-adapter.ts'
import { type LoraLayer, readLoraFile } from './lora-file.ts'
import type { DenseMatrix } from './matrix-products.ts'
import { makeNormTable, type NormTable, scaledSide, scalesFromTable } from './norm-table.ts'

export interface LoraToLoad {
  /** What its strength is asked for by. */
  readonly name: string
  readonly path: string
}

/** By name; 1 when absent, 0 is as if it were not loaded, negative is the opposite. */
export type LoraStrengths = Readonly<Record<string, number>>

export interface LoadedLora {
  readonly name: string
  /** Matrices that it changes. */
  readonly matrices: number
  /** Keys, and whole layers, that nothing in the checkpoint answers to. */
  readonly ignored: number
}

/** Adapters in the order in which their LoRAs were given: each sees what the one before it made. */
export interface LoraSet extends MatrixAdapters {
  readonly loras: readonly LoadedLora[]
  /**
   * The inputs of every graph that was built with these adapters: the same object until other strengths are asked for.
   * @param signal  looked at between matrices
   * @throws StableAudioError `option_out_of_range` for a name that is not loaded, or a strength that is not finite
   */
  feeds(strengths?: LoraStrengths, signal?: AbortSignal): Promise<Feeds>
  /**
   * A matrix with its adapters in it, for products that no graph makes: that of the duration. Undefined when no adapter
   * is on it.
   * @throws StableAudioError as `feeds`
   */
  matrix(key: string, strengths?: LoraStrengths): Promise<Float32Array | undefined>
}

export interface LoadLorasOptions {
  readonly sessions: SessionPool
  /** Looked at between matrices. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Reads each adapted matrix once when magnitudes are trained, and takes it apart for an `-xs` adapter.
 * @throws StableAudioError `lora_invalid` for a file that is no LoRA, or none for this checkpoint
 */
export async function loadLoras(
  files: readonly LoraToLoad[],
  tensors: TensorSource,
  { sessions, signal }: LoadLorasOptions,
): Promise<LoraSet> {
  const { loras, pending } = matchLayers(files, tensors)
  const chains = new Map<string, Chain>()
  try {
    for (const [key, layers] of pending) {
      signal?.throwIfAborted()
      chains.set(key, await makeChain(key, layers, tensors, sessions))
    }
  } finally {
    await sessions.release('lora.')
  }
  return new ChainedLoras(loras, chains, tensors, sessions)
}

interface PendingLayer {
  readonly lora: string
  readonly layer: LoraLayer
}

/** Everything that is on one matrix. */
interface Chain {
  readonly key: string
  readonly rows: number
  readonly columns: number
  readonly adapters: readonly LoadedAdapter[]
  /** When one side is scaled. Without it and with scales on both sides, the matrix is read for every change. */
  readonly table: NormTable | undefined
}

/** Matrices by the key in the file, each with its layers in the order in which the LoRAs were given. */
function matchLayers(
  files: readonly LoraToLoad[],
  tensors: TensorSource,
): { loras: LoadedLora[]; pending: Map<string, PendingLayer[]> } {
  const pending = new Map<string, PendingLayer[]>()
  const loras = files.map(({ name, path }, index) => {
    if (files.findIndex((other) => other.name === name) !== index)
      throw new StableAudioError('lora_invalid', `two LoRAs have the name ${name}`)
    const { layers, ignoredKeys } = readLoraFile(path)
    let matrices = 0
    for (const layer of layers) {
      const key = matrixKey(layer.layer, tensors)
      if (key === undefined) continue
      const stored = tensors.get(key).name
      pending.set(stored, [...(pending.get(stored) ?? []), { lora: name, layer }])
      matrices += 1
    }
    if (matrices === 0) {
      const detail = `${path} has adapters for ${layers.length} layers, none of which the checkpoint has`
      throw new StableAudioError('lora_invalid', detail)
    }
    return { name, matrices, ignored: ignoredKeys + layers.length - matrices }
  })
  return { loras, pending }
}

async function makeChain(
  key: string,
  layers: readonly PendingLayer[],
  tensors: TensorSource,
  sessions: SessionPool,
): Promise<Chain> {
  const [rows = 1, ...inner] = tensors.get(key).shape
  const columns = inner.reduce((product, size) => product * size, 1)
  let read: DenseMatrix | undefined
  const matrix = () => {
    read ??= readMatrix(tensors, key)
    return read
  }
  const adapters: LoadedAdapter[] = []
  for (const [index, { lora, layer }] of layers.entries()) {
    const origin = { lora, id: `lora.${index}.${key}`, sessions }
    adapters.push(await loadAdapter(layer, { rows, columns }, matrix, origin))
  }
  const side = scaledSide(adapters)
  const hasTable = side === 'rows' || side === 'columns'
  const table = hasTable ? await makeNormTable(sessions, side, matrix(), adapters) : undefined
  return { key, rows, columns, adapters, table }
}

class ChainedLoras implements LoraSet {
  readonly loras: readonly LoadedLora[]
  readonly #chains: ReadonlyMap<string, Chain>
  readonly #tensors: TensorSource
  readonly #sessions: SessionPool
  #latest: { readonly strengths: string; readonly feeds: Feeds } | undefined

  constructor(
    loras: readonly LoadedLora[],
    chains: ReadonlyMap<string, Chain>,
    tensors: TensorSource,
    sessions: SessionPool,
  ) {
    this.loras = loras
    this.#chains = chains
    this.#tensors = tensors
    this.#sessions = sessions
  }

  on(key: string): readonly LoadedAdapter[] {
    return this.#chain(key)?.adapters ?? []
  }

  async feeds(strengths: LoraStrengths = {}, signal?: AbortSignal): Promise<Feeds> {
    const resolved = this.#resolve(strengths)
    const key = JSON.stringify([...resolved])
    if (this.#latest?.strengths === key) return this.#latest.feeds
    const feeds: Record<string, Feeds[string]> = {}
    try {
      for (const chain of this.#chains.values()) {
        signal?.throwIfAborted()
        Object.assign(feeds, await this.#chainFeeds(chain, strengthsOf(chain, resolved)))
      }
    } finally {
      await this.#sessions.release('lora.')
    }
    this.#latest = { strengths: key, feeds }
    return feeds
  }

  async #chainFeeds(chain: Chain, strengths: readonly number[]): Promise<Feeds> {
    const feeds: Record<string, Feeds[string]> = {}
    const scales = await this.#scales(chain, strengths)
    chain.adapters.forEach(({ id, gain, rank, down, up }, index) => {
      feeds[`${id}.down`] = { data: down, shape: [rank, chain.columns] }
      feeds[`${id}.up`] = { data: up, shape: [chain.rows, rank] }
      feeds[`${id}.strength`] = { data: Float32Array.of(gain * strengths[index]), shape: [1] }
      const { rows, columns } = scales[index]
      if (rows) feeds[`${id}.rows`] = { data: rows, shape: [chain.rows] }
      if (columns) feeds[`${id}.columns`] = { data: columns, shape: [chain.columns] }
    })
    return feeds
  }

  async matrix(key: string, strengths: LoraStrengths = {}): Promise<Float32Array | undefined> {
    const resolved = this.#resolve(strengths)
    const chain = this.#chain(key)
    if (chain === undefined) return undefined
    const matrix = readMatrix(this.#tensors, chain.key)
    const active = activeAdapters(chain, strengthsOf(chain, resolved))
    if (active.adapters.length === 0) return matrix.values
    try {
      const { matrix: adapted } = await applyChain(this.#sessions, matrix, active.adapters, active.strengths)
      return adapted
    } finally {
      await this.#sessions.release('lora.')
    }
  }

  /** Checkpoints may be asked by keys that are not quite the file's. */
  #chain(key: string): Chain | undefined {
    return this.#tensors.has(key) ? this.#chains.get(this.#tensors.get(key).name) : undefined
  }

  #resolve(strengths: LoraStrengths): ReadonlyMap<string, number> {
    for (const [name, strength] of Object.entries(strengths)) {
      if (!this.loras.some((lora) => lora.name === name))
        throw new StableAudioError('option_out_of_range', `no LoRA with the name ${name} is loaded`)
      if (!Number.isFinite(strength))
        throw new StableAudioError('option_out_of_range', `the strength of ${name} is ${strength}`)
    }
    return new Map(this.loras.map(({ name }) => [name, strengths[name] ?? 1]))
  }

  async #scales(chain: Chain, strengths: readonly number[]): Promise<AdapterScales[]> {
    if (chain.table) return scalesFromTable(chain.table, chain.adapters, strengths)
    const unscaled = chain.adapters.map(({ scalesRows, scalesColumns }) => ({
      rows: scalesRows ? new Float32Array(chain.rows).fill(1) : undefined,
      columns: scalesColumns ? new Float32Array(chain.columns).fill(1) : undefined,
    }))
    const active = activeAdapters(chain, strengths)
    if (!active.adapters.some(({ scaling }) => scaling !== 'none')) return unscaled
    const matrix = readMatrix(this.#tensors, chain.key)
    const { scales } = await applyChain(this.#sessions, matrix, active.adapters, active.strengths)
    return chain.adapters.map((adapter, index) => {
      const at = active.adapters.indexOf(adapter)
      return (at < 0 ? unscaled[index] : scales[at]) as AdapterScales
    })
  }
}

const strengthsOf = ({ adapters }: Chain, resolved: ReadonlyMap<string, number>): number[] =>
  adapters.map(({ lora }) => resolved.get(lora) ?? 1)

/** At strength 0 an adapter is not there: its magnitudes would rescale the matrix all the same. */
function activeAdapters(
  { adapters }: Chain,
  strengths: readonly number[],
): { readonly adapters: LoadedAdapter[]; readonly strengths: number[] } {
  return {
    adapters: adapters.filter((_, index) => strengths[index] !== 0),
    strengths: strengths.filter((strength) => strength !== 0),
  }
}
