/** The eight types of adapter that the official trainer writes. Source: specification 4.3. */

/** Which norms of the adapted matrix are replaced by trained magnitudes. `both` is rows first, then columns. */
export type AdapterScaling = 'none' | 'rows' | 'columns' | 'both'

export interface AdapterKind {
  readonly scaling: AdapterScaling
  /** The factors are singular vectors of the checkpoint's matrix; the file holds a core of rank × rank between them. */
  readonly extraSmall: boolean
}

const SCALING_OF = { lora: 'none', 'dora-rows': 'rows', 'dora-cols': 'columns', bora: 'both' } as const

const KINDS: ReadonlyMap<string, AdapterKind> = new Map(
  Object.entries(SCALING_OF).flatMap(([name, scaling]): [string, AdapterKind][] => [
    [name, { scaling, extraSmall: false }],
    [`${name}-xs`, { scaling, extraSmall: true }],
  ]),
)

export const ADAPTER_TYPES: readonly string[] = [...KINDS.keys()]

export const adapterKind = (type: string): AdapterKind | undefined => KINDS.get(type)
