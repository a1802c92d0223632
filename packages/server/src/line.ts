import { ServerError, type ServerErrorCode } from './errors.ts'

interface LineOptions {
  readonly atOnce: number
  readonly waiting: number
  /** What whoever finds the line full is told. */
  readonly full: ServerErrorCode
}

// A place is free again after a second or two.
const RETRY_AFTER_SECONDS = 2

/** Does one piece of work when its turn comes; whoever's `signal` aborts before that leaves the line with its reason. */
export type Line = <Result>(work: () => Promise<Result>, signal?: AbortSignal) => Promise<Result>

/** A few pieces of work at once, a few more in line. */
export function openLine({ atOnce, waiting: mostWaiting, full }: LineOptions): Line {
  const waiting: (() => void)[] = []
  let busy = 0
  const turn = async (signal: AbortSignal | undefined): Promise<void> => {
    if (busy < atOnce) {
      busy += 1
      return
    }
    if (waiting.length >= mostWaiting) throw new ServerError(full, { retryAfterSeconds: String(RETRY_AFTER_SECONDS) })
    // Whoever ends hands its place on, so the count stays.
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        waiting.splice(waiting.indexOf(begin), 1)
        reject(signal?.reason)
      }
      const begin = (): void => {
        signal?.removeEventListener('abort', leave)
        resolve()
      }
      signal?.addEventListener('abort', leave, { once: true })
      waiting.push(begin)
    })
  }
  return async (work, signal) => {
    signal?.throwIfAborted()
    await turn(signal)
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else busy -= 1
    }
  }
}
