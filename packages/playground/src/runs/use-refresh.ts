import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useGoingOn } from './runs.ts'

/** Mounted once: what a run changes by its beginning and its end, the history and the balance, is asked for again then. */
export function useRefresh(): void {
  const queries = useQueryClient()
  const now = useGoingOn()
  const before = useRef(now)
  useEffect(() => {
    if (before.current === now) return
    before.current = now
    void queries.invalidateQueries({ queryKey: ['history'] })
    void queries.invalidateQueries({ queryKey: ['balance'] })
  }, [now, queries])
}
