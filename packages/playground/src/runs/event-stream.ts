/** The server's events of all runs of the account, in one stream that comes back by itself. */

import { EventSourceParserStream } from 'eventsource-parser/stream'
import { authorised } from '../api/client.ts'

export interface ServerEvent {
  readonly event: string
  readonly data: unknown
}

interface FollowOptions {
  readonly signal: AbortSignal
  readonly onEvent: (event: ServerEvent) => void
  /** Called whenever the connection comes or goes. */
  readonly onConnected: (connected: boolean) => void
}

/** A server that restarts is back within seconds; one that is gone should not be asked more than once in ten. */
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 10_000
/**
 * The server says every 15 s that it is still there. A connection that missed two of these is dead, even if nobody told the
 * browser: a laptop that slept, a proxy that kept its half. Too short costs one more request, too long a page that stands still.
 */
const LONGEST_SILENCE_MS = 40_000

/** Ends when the signal is aborted or the key is refused. */
export async function followEvents({ signal, onEvent, onConnected }: FollowOptions): Promise<void> {
  let lastId: string | undefined
  let wait = FIRST_WAIT_MS
  while (!signal.aborted) {
    const silence = watchSilence(signal)
    try {
      const asked = new Request('/api/v3/events', { signal: silence.signal, headers: resumeFrom(lastId) })
      const response = await authorised(asked)
      if (response.status === 401 || response.status === 403) return
      if (response.ok && response.body) {
        onConnected(true)
        wait = FIRST_WAIT_MS
        const events = response.body
          .pipeThrough(silence.heard())
          .pipeThrough(new TextDecoderStream())
          .pipeThrough(new EventSourceParserStream())
        for (const reader = events.getReader(); ; ) {
          const { done, value } = await reader.read()
          if (done) break
          lastId = value.id ?? lastId
          onEvent({ event: value.event ?? 'message', data: JSON.parse(value.data) })
        }
      }
    } catch {
      // The wait below is the answer to whatever broke.
    } finally {
      silence.end()
    }
    onConnected(false)
    await pause(wait, signal)
    wait = Math.min(wait * 2, LONGEST_WAIT_MS)
  }
}

/** A signal that is aborted with `outer`, or when nothing has passed through {@link heard} for too long. */
function watchSilence(outer: AbortSignal) {
  const dead = new AbortController()
  const start = () => setTimeout(() => dead.abort(), LONGEST_SILENCE_MS)
  let timer = start()
  const end = (): void => clearTimeout(timer)
  return {
    signal: AbortSignal.any([outer, dead.signal]),
    heard: () =>
      new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(bytes, controller) {
          end()
          timer = start()
          controller.enqueue(bytes)
        },
      }),
    end,
  }
}

const resumeFrom = (id: string | undefined): Record<string, string> => (id === undefined ? {} : { 'Last-Event-ID': id })

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    const stop = (): void => {
      clearTimeout(timer)
      resolve()
    }
    signal.addEventListener('abort', stop, { once: true })
  })
}
