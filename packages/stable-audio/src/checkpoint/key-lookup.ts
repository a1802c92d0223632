/**
 * The leniency of the official loader: a key of the file that the model does not know is tried again with one of its
 * dotted components left out, at each position in turn, and the first that the model knows is taken.
 *
 * Source: specification 5.3. It makes fine-tunes load that were saved with a wrapper around a module.
 */

import { StableAudioError } from '../errors.ts'
import type { SafetensorsFile } from './safetensors.ts'
import type { TensorSource } from './tensor-source.ts'

// 16: keys of the models have up to 9 components. Each of a file's keys gives as many shorter ones as it has components,
// and a header may have as many keys as 100 MB hold.
const MOST_COMPONENTS = 16

/**
 * The tensors of a file under the keys of the model.
 * @param modelKeys  every key that the model knows; without them a key of the file may serve any key that is asked for
 */
export function lookUpLikeLoader(file: SafetensorsFile, modelKeys?: ReadonlySet<string>): TensorSource {
  let shortened: ReadonlyMap<string, string> | undefined
  const keyOf = (key: string): string | undefined => {
    if (file.has(key)) return key
    shortened ??= shortenedKeys(file, modelKeys)
    return shortened.get(key)
  }
  const fileKey = (key: string): string => {
    const found = keyOf(key)
    if (found === undefined) throw new StableAudioError('tensor_missing', `${key} in ${file.path}`)
    return found
  }
  return {
    has: (key) => keyOf(key) !== undefined,
    get: (key) => file.get(fileKey(key)),
    readFloat32: (key, rows) => file.readFloat32(fileKey(key), rows),
  }
}

/** The key in the file, by the key that is left when a component is dropped. Independent of the file's order. */
function shortenedKeys(file: SafetensorsFile, modelKeys?: ReadonlySet<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const key of [...file.tensors.keys(), ...file.others.keys()].sort()) {
    if (modelKeys?.has(key)) continue
    const candidates = withoutOneComponent(key)
    const wanted = modelKeys ? candidates.filter((candidate) => modelKeys.has(candidate)).slice(0, 1) : candidates
    for (const candidate of wanted) if (!found.has(candidate)) found.set(candidate, key)
  }
  return found
}

function withoutOneComponent(key: string): string[] {
  const components = key.split('.', MOST_COMPONENTS + 1)
  if (components.length > MOST_COMPONENTS) return []
  return components.map((_, dropped) => components.filter((_, index) => index !== dropped).join('.'))
}
