import { type RefObject, useEffect, useState } from 'react'

export interface HiddenSides {
  readonly before: boolean
  readonly after: boolean
}

/** Fractions of a pixel are the browser's rounding. */
const SLACK_PIXELS = 1

const NONE: HiddenSides = { before: false, after: false }

/** At which ends of a row that is scrolled sideways there is more than can be seen. */
export function useHiddenSides(row: RefObject<HTMLElement | null>): HiddenSides {
  const [hidden, setHidden] = useState(NONE)
  useEffect(() => {
    const element = row.current
    if (!element) return
    const look = (): void => {
      const { scrollLeft, clientWidth, scrollWidth } = element
      const before = scrollLeft > SLACK_PIXELS
      const after = scrollLeft + clientWidth < scrollWidth - SLACK_PIXELS
      setHidden((was) => (was.before === before && was.after === after ? was : { before, after }))
    }
    look()
    element.addEventListener('scroll', look, { passive: true })
    // Its contents too: another language is longer or shorter.
    const sizes = new ResizeObserver(look)
    for (const each of [element, ...element.children]) sizes.observe(each)
    return () => {
      element.removeEventListener('scroll', look)
      sizes.disconnect()
    }
  }, [row])
  return hidden
}
