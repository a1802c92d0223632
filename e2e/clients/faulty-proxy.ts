import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A status that the proxy answers with in place of the service, or `hang-up`: the socket ends without an answer. */
type Fault = number | 'hang-up'

/** A proxy on loopback between a client and the service, that breaks the answers it is told to break. */
export interface FaultyProxy {
  readonly url: string
  /** Requests that reached it, as `GET /path`. */
  readonly seen: readonly string[]
  /** The next requests whose `GET /path` matches are answered with these, one each. */
  breakNext(pattern: RegExp, faults: readonly Fault[]): void
  close(): Promise<void>
}

export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  const seen: string[] = []
  const planned: { pattern: RegExp; fault: Fault }[] = []
  const server = createServer((incoming, outgoing) => {
    const line = `${incoming.method} ${incoming.url}`
    seen.push(line)
    const index = planned.findIndex(({ pattern }) => pattern.test(line))
    const [broken] = index < 0 ? [] : planned.splice(index, 1)
    if (broken === undefined) forward(target, incoming, outgoing)
    else fail(broken.fault, incoming, outgoing)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    breakNext: (pattern, faults) => planned.push(...faults.map((fault) => ({ pattern, fault }))),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function forward(target: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, headers } = incoming
  const onward = request(`${target}${incoming.url}`, { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(outgoing)
  })
  onward.on('error', () => outgoing.destroy())
  outgoing.on('close', () => onward.destroy())
  incoming.pipe(onward)
}

function fail(fault: Fault, incoming: IncomingMessage, outgoing: ServerResponse): void {
  incoming.resume()
  if (fault === 'hang-up') incoming.socket.destroy()
  else outgoing.writeHead(fault, { 'Content-Type': 'text/plain' }).end('broken on purpose')
}
