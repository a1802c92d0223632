import { useEffect, useState } from 'react'

const TICK_MS = 500

/** `performance.now()`, twice a second while it matters. */
export function useNow(ticking: boolean): number {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    if (!ticking) return
    setNow(performance.now())
    const timer = setInterval(() => setNow(performance.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [ticking])
  return now
}
