/** What this server offers, as `GET /api/v3/catalogue` says. */

import { useQuery } from '@tanstack/react-query'
import { request, type Schemas } from '../api/client.ts'
import { useKey } from '../session.ts'

/** How long an answer is good enough: somebody may be installing a model just now. */
const FRESH_MS = 15_000

export function useCatalogue() {
  const key = useKey()
  return useQuery({
    queryKey: ['catalogue', key],
    queryFn: () => request<Catalogue>('/api/v3/catalogue'),
    staleTime: FRESH_MS,
    enabled: key !== undefined,
  })
}

export interface Catalogue {
  readonly models: readonly CatalogueModel[]
  readonly checkpoints: readonly Checkpoint[]
}

export interface CatalogueModel extends Omit<Schemas['Model'], 'engine'> {
  readonly served: boolean
  readonly engine: Schemas['Model']['engine'] | null
  /** What an operator has to do before it can be served. */
  readonly install: string
  /** Names of inputs that the engine has no use for. */
  readonly ignored_inputs: readonly string[]
  readonly related: readonly string[]
  readonly examples: readonly Example[]
}

export interface Example {
  readonly id: string
  readonly title: { readonly en: string; readonly tr: string }
  readonly input: Readonly<Record<string, unknown>>
  readonly engine: string
  /** Address of the render. */
  readonly output: string
}

export interface Checkpoint {
  readonly name: string
  readonly state: 'installed' | 'incomplete' | 'installable'
  readonly in_use: boolean
  readonly size_bytes: number
  readonly longest_seconds: number | null
  readonly description: string
  readonly licence: string
  /** The command; null for what nobody published. */
  readonly pull: string | null
}

export const PROVIDER = 'stability-ai/stable-audio-3'
/** The five, in the order of the menu; the last part of their ids. */
export const MODEL_NAMES = [
  'audio-to-audio',
  'music',
  'text-to-audio',
  'audio-inpainting',
  'audio-outpainting',
] as const
export type ModelName = (typeof MODEL_NAMES)[number]

export const modelId = (name: ModelName): string => `${PROVIDER}/${name}`
export const isModelName = (name: string): name is ModelName => (MODEL_NAMES as readonly string[]).includes(name)
/** `audio-to-audio` of `stability-ai/stable-audio-3/audio-to-audio`; the whole id of a stranger's. */
export const shortName = (id: string): string => (id.startsWith(`${PROVIDER}/`) ? id.slice(PROVIDER.length + 1) : id)
