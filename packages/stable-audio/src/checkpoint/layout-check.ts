import { StableAudioError } from '../errors.ts'
import { type Layout, UNUSED_LEAF } from './layout.ts'
import type { TensorSource } from './tensor-source.ts'

/** As many as a reader needs to see the pattern. */
const MOST_NAMED = 5

/**
 * Finds what is wrong with a checkpoint before anything is computed with it. Tensors that no layout has are ignored.
 * @throws StableAudioError `tensor_missing`, `tensor_misshapen`
 */
export function checkLayout(layout: Layout, source: TensorSource): void {
  const missing: string[] = []
  const misshapen: string[] = []
  for (const [key, wanted] of layout) {
    if (!source.has(key)) {
      if (!key.endsWith(UNUSED_LEAF)) missing.push(key)
      continue
    }
    const { shape } = source.get(key)
    if (!isSameShape(shape, wanted)) misshapen.push(`${key} is [${shape}] instead of [${wanted}]`)
  }
  if (missing.length > 0) throw new StableAudioError('tensor_missing', listed(missing))
  if (misshapen.length > 0) throw new StableAudioError('tensor_misshapen', listed(misshapen))
}

function listed(items: readonly string[]): string {
  const named = items.slice(0, MOST_NAMED).join(', ')
  const more = items.length - MOST_NAMED
  return more > 0 ? `${named} and ${more} more` : named
}

const isSameShape = (first: readonly number[], second: readonly number[]): boolean =>
  first.length === second.length && first.every((size, axis) => size === second[axis])
