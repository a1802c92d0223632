import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { answer, api } from '../api/client.ts'
import { type ModelName, modelId } from '../catalogue/catalogue.ts'
import { useKey } from '../session.ts'

/** A hand that drags a slider should not ask sixty times a second. */
const SETTLE_MS = 350

export interface Price {
  /** Dollars a run. */
  readonly dollars: number | undefined
  /** An input that is refused, before anything is submitted. */
  readonly error: unknown
}

/** What a run with these inputs costs, as the server says. Words cost nothing, so they are left out. */
export function usePrice(model: ModelName, input: Readonly<Record<string, unknown>>): Price {
  const { prompt: _, negative_prompt: __, audio: ___, ...rest } = input
  const key = useKey()
  const inputs = useSettled(JSON.stringify(rest))
  const { data, error } = useQuery({
    queryKey: ['price', key, model, inputs],
    queryFn: () =>
      answer(
        api.POST('/api/v3/model/price', {
          body: { model_id: modelId(model), inputs: JSON.parse(inputs) as Record<string, unknown> },
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return { dollars: data?.discounted_price, error: error ?? undefined }
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
