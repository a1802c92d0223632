import { useQuery } from '@tanstack/react-query'
import { answer, api } from '../../api/client.ts'
import { useKey } from '../../session.ts'

/** The header shows the same answer. */
export const useBalance = () =>
  useQuery({ queryKey: ['balance', useKey()], queryFn: () => answer(api.GET('/api/v3/balance')) })
