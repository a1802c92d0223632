import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One call that a webhook receiver got. */
export interface Call {
  /** Path and query. */
  readonly target: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A user's webhook receiver, on loopback. */
export interface Receiver {
  readonly port: number
  /** All calls so far. */
  readonly calls: readonly Call[]
  /** Resolves with the next call that nobody has been given yet. */
  next(): Promise<Call>
  /** The next calls are answered with these statuses; all others with 200. */
  answerNext(...statuses: readonly number[]): void
  close(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const calls: Call[] = []
  const statuses: number[] = []
  let given = 0
  let wake = () => {}
  const server = createServer(async (request, response) => {
    const body = (await request.toArray()).join('')
    calls.push({ target: request.url ?? '', headers: request.headers, body })
    response.writeHead(statuses.shift() ?? 200).end()
    wake()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    calls,
    async next() {
      for (;;) {
        const call = calls[given]
        if (call) {
          given += 1
          return call
        }
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
    answerNext: (...more) => statuses.push(...more),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
