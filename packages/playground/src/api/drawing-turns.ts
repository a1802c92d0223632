/**
 * Keeps the pictures of clips from holding up everything else. A browser opens six connections to a server and one of them
 * carries the events, so a gallery that asks for all its outlines at once would make "Generate" wait for them.
 */

/** As many as the server draws at once; more would only wait there. */
const PLACES = 2

const DRAWING = /^\/api\/v3\/media\/(peaks|spectrogram)$/

export const isDrawing = ({ url }: Pick<Request, 'url'>): boolean => DRAWING.test(new URL(url).pathname)

/** Calls of which only some run at a time. The newest goes first: it is what somebody has just asked to see. */
export function inTurns(places: number): <Result>(call: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = []
  let running = 0
  /** Hands the place on, so that nobody slips in between. */
  const leave = (): void => {
    const next = waiting.pop()
    if (next) next()
    else running -= 1
  }
  return async (call) => {
    if (running < places) running += 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await call()
    } finally {
      leave()
    }
  }
}

export const drawInTurn = inTurns(PLACES)
