/** A clip drawn small, as in a list. */

import { useQuery } from '@tanstack/react-query'
import { useKey } from '../session.ts'
import { classes } from '../ui/classes.ts'
import { type Outline, outlinePath, outlineQuery } from './outline.ts'

const SLICES = 160

/**
 * @param url  `undefined`: there is no clip
 * @param wanted  whether it is in sight
 */
export function useSmallOutline(url: string | undefined, wanted = true) {
  const query = outlineQuery(useKey(), url, SLICES)
  return useQuery({ ...query, enabled: wanted && query.enabled === true })
}

interface SmallOutlineProps {
  /** Absent until the server has drawn it; then a line stands there. */
  readonly outline: Outline | undefined
  readonly className?: string
}

/** Fills its box, in the colour of its text. */
export const SmallOutline = ({ outline, className }: SmallOutlineProps) => (
  <svg
    viewBox={`0 0 ${outline ? outline.highs.length - 1 : 1} 2`}
    preserveAspectRatio="none"
    className={classes('absolute inset-0 size-full', className)}
    aria-hidden
  >
    <path
      d={outline ? outlinePath(outline) : 'M0 1H1'}
      fill="currentColor"
      stroke="currentColor"
      vectorEffect="non-scaling-stroke"
    />
  </svg>
)
