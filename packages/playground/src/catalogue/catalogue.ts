/** What this server offers, as `GET /api/v3/catalogue` says. */

import { useQuery } from '@tanstack/react-query'
import { answer, api } from '../api/client.ts'
import { useKey } from '../session.ts'

/** How long an answer is good enough: somebody may be installing a model just now. */
const FRESH_MS = 15_000

export function useCatalogue() {
  const key = useKey()
  return useQuery({
    queryKey: ['catalogue', key],
    queryFn: () => answer(api.GET('/api/v3/catalogue')),
    staleTime: FRESH_MS,
    enabled: key !== undefined,
  })
}

/** How this server is set up; `undefined` until it has said so. */
export const useServer = () => useCatalogue().data?.server

export type Catalogue = NonNullable<ReturnType<typeof useCatalogue>['data']>
export type Server = Catalogue['server']
export type CatalogueModel = Catalogue['models'][number]
export type Example = CatalogueModel['examples'][number]
export type Checkpoint = Catalogue['checkpoints'][number]

const PROVIDER = 'stability-ai/stable-audio-3'
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
