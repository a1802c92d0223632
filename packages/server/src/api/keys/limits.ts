import { type Static, Type } from 'typebox'
import type { Limits } from '../../accounts/limits.ts'

// Far more than one machine can serve; what is above is a slip of the finger.
const MAX_LIMIT = 1_000_000

const ShownLimit = Type.Union([Type.Integer(), Type.Null()])

export const LimitsObject = Type.Object(
  { concurrency: ShownLimit, submits_per_minute: ShownLimit },
  { description: "Null is the server's default, 0 is no limit." },
)

/** Replaces both, so what is left out becomes the server's default. */
export const LimitsRequest = Type.Object({
  concurrency: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: MAX_LIMIT,
      description: "Jobs that run at once; 0 for no limit, the server's default when left out.",
    }),
  ),
  submits_per_minute: Type.Optional(
    Type.Integer({ minimum: 0, maximum: MAX_LIMIT, description: 'In the same way: submits within a minute.' }),
  ),
})

export function shownLimits({ concurrency, submitsPerMinute }: Limits): Static<typeof LimitsObject> {
  return { concurrency, submits_per_minute: submitsPerMinute }
}

export function requestedLimits(request: Static<typeof LimitsRequest>): Limits {
  return { concurrency: request.concurrency ?? null, submitsPerMinute: request.submits_per_minute ?? null }
}
