import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ApiError } from '../../api/api-error.ts'
import { answer, api } from '../../api/client.ts'
import { useErrorText } from '../../i18n/error-texts.ts'
import { useTexts } from '../../i18n/texts.ts'
import { useKey } from '../../session.ts'
import { KEYS_TEXTS } from './texts.ts'

const fetchKeys = () => answer(api.GET('/api/v3/keys'))

export type AccountKey = Awaited<ReturnType<typeof fetchKeys>>['items'][number]

export function useKeys() {
  const key = useKey()
  return useQuery({ queryKey: ['keys', key], queryFn: fetchKeys })
}

export function useKeyActions() {
  const queries = useQueryClient()
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: ['keys'] })
  return {
    /** @returns the key itself, which is shown once */
    async create(name: string): Promise<string> {
      const { key } = await answer(api.POST('/api/v3/keys', { body: { name } }))
      await refresh()
      return key
    },
    async revoke(id: string): Promise<void> {
      await answer(api.DELETE('/api/v3/keys/{id}', { params: { path: { id } } }))
      await refresh()
    },
  }
}

const EXPLAINED = ['LAST_KEY', 'CONFIGURED_KEY', 'TOO_MANY_KEYS'] as const

/** What stands against a change of the keys, and what to do about it. */
export function useKeyErrorText(): (error: unknown) => string {
  const t = useTexts(KEYS_TEXTS)
  const common = useErrorText()
  return (error) => {
    const code = error instanceof ApiError ? EXPLAINED.find((each) => each === error.code) : undefined
    return code === undefined ? common(error) : t[code]
  }
}
