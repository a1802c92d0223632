import { useEffect, useState } from 'react'
import type { ModelName } from '../catalogue/catalogue.ts'
import { useRuns } from '../runs/runs.ts'
import { changeDesk } from './desk.ts'

/** @returns to be called with a run whose result shall be listened to as soon as there is one */
export function useSelectWhenDone(model: ModelName): (id: string | undefined) => void {
  const runs = useRuns()
  const [awaited, setAwaited] = useState<string>()
  const [output] = (awaited === undefined ? undefined : runs.get(awaited)?.prediction.outputs) ?? []
  useEffect(() => {
    if (output === undefined) return
    changeDesk(model, { selected: output })
    setAwaited(undefined)
  }, [output, model])
  return setAwaited
}
