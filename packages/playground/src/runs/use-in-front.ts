import { useSyncExternalStore } from 'react'

function subscribe(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener)
  return () => document.removeEventListener('visibilitychange', listener)
}

/** Whether this page is looked at, and not a tab behind another. */
export const useInFront = (): boolean => useSyncExternalStore(subscribe, () => document.visibilityState === 'visible')
