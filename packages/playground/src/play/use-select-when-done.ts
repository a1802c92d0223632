import { useEffect } from 'react'
import type { ModelName } from '../catalogue/catalogue.ts'
import { useRuns } from '../runs/runs.ts'
import { changeDesk, useDesk } from './desk.ts'

/** @returns to be called with a run whose result shall be listened to as soon as there is one, also after a reload */
export function useSelectWhenDone(model: ModelName): (id: string | undefined) => void {
  const runs = useRuns()
  const { awaited } = useDesk(model)
  const [output] = (awaited === undefined ? undefined : runs.get(awaited)?.prediction.outputs) ?? []
  useEffect(() => {
    if (output !== undefined) changeDesk(model, { selected: output, awaited: undefined })
  }, [output, model])
  return (id) => changeDesk(model, { awaited: id })
}
