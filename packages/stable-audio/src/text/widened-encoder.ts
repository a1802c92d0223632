/**
 * The text encoder's matrices in fp32, in a file that is made once.
 *
 * It is published in bf16, and ONNX Runtime has no bf16 arithmetic on a CPU: every session would widen 85 M numbers
 * into memory of its own, which takes a second or more and 0.34 GB. From an fp32 file they are mapped in place instead,
 * and the kernel may drop them. The embedding table stays as it is: a prompt reads a few of its rows.
 */

import { existsSync } from 'node:fs'
import { join, parse } from 'node:path'
import { defaultDerivedFolder, derivedIdentity, type WriteProgress, writeDerived } from '../checkpoint/derived-file.ts'
import { textEncoderLayout } from '../checkpoint/layout.ts'
import { openSafetensors, type SafetensorsFile } from '../checkpoint/safetensors.ts'
import { writingSafetensors } from '../checkpoint/safetensors-writer.ts'
import type { StoredTensor, TensorSource } from '../checkpoint/tensor-source.ts'
import type { TextEncoderShape } from './shape.ts'

export interface WidenedEncoderOptions {
  /** The encoder's own file. */
  readonly tensors: TensorSource
  readonly config: TextEncoderShape
  /** `defaultDerivedFolder` when absent. Made when it is not there. */
  readonly folder?: string | undefined
  readonly signal?: AbortSignal | undefined
}

// Goes up when the same matrices give other bytes.
const FORMAT_VERSION = 1

/**
 * The same tensors, with the half-precision matrices taken from the fp32 file; yields while it makes the file, which
 * takes a few seconds once. Without room or right to write it the tensors are as they were: slower, and equal.
 * @throws the signal's reason
 */
export async function* openWidenedEncoder(options: WidenedEncoderOptions): AsyncGenerator<WriteProgress, TensorSource> {
  const { tensors, folder = defaultDerivedFolder(), signal } = options
  const keys = matricesOf(options.config).filter((key) => tensors.get(key).storage !== 'f32')
  const [first] = keys
  // A graph names all of its weights from the root of one file system, and Windows has one for each drive.
  if (first === undefined || rootOf(tensors.get(first).path) !== rootOf(folder)) return tensors
  const path = join(folder, `${derivedIdentity(tensors, keys, `retimbre text fp32 ${FORMAT_VERSION}`)}.safetensors`)
  const known = withMatricesOf(path, tensors, keys)
  if (known) return known
  try {
    yield* writeDerived(path, (temporary) => widening(tensors, keys, temporary, signal))
  } catch {
    signal?.throwIfAborted()
  }
  return withMatricesOf(path, tensors, keys) ?? tensors
}

/** What the graph multiplies with: all but the embedding table and the norms. */
const matricesOf = (config: TextEncoderShape): string[] =>
  [...textEncoderLayout(config)]
    .filter(([key, shape]) => shape.length === 2 && !key.endsWith('embed_tokens.weight'))
    .map(([key]) => key)

const rootOf = (path: string): string => parse(path).root.toLowerCase()

async function* widening(
  tensors: TensorSource,
  keys: readonly string[],
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<WriteProgress, void> {
  const matrices = keys.map((key) => ({
    ...{ key, shape: tensors.get(key).shape, storage: 'f32' as const },
    values: () => [tensors.readFloat32(key)],
  }))
  yield* writingSafetensors(path, matrices, { signal })
}

/** `undefined` when there is no such file, or another one than its name says. */
function withMatricesOf(path: string, tensors: TensorSource, keys: readonly string[]): TensorSource | undefined {
  if (!existsSync(path)) return undefined
  let file: SafetensorsFile | undefined
  try {
    file = openSafetensors(path)
    const widened = new Map<string, StoredTensor>()
    for (const key of keys) widened.set(key, file.get(key))
    return { ...tensors, get: (key) => widened.get(key) ?? tensors.get(key) }
  } catch {
    return undefined
  } finally {
    file?.close()
  }
}
