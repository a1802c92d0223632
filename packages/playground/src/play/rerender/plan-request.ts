/** The request that renders a result anew by a plan edited by hand. */

import type { PlanValues } from '../../understood/report.ts'

type Request = Readonly<Record<string, unknown>>

/** @param plan  `undefined` for what the words give */
export function planRequest(input: Request, seed: number, plan: PlanValues | undefined): Request {
  const { plan: _, ...rest } = input
  return { ...rest, seed, batch_size: 1, ...(plan !== undefined && { plan }) }
}
