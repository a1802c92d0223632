import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A server on loopback that knows whether anybody has so much as opened a socket to it. */
export interface Canary {
  readonly port: number
  readonly sockets: () => number
  readonly requests: readonly string[]
}

/** One for many tests; whoever opens it closes it. */
export interface StandingCanary extends Canary {
  close(): Promise<void>
}

export async function openCanary(answer: RequestListener, host = '127.0.0.1'): Promise<StandingCanary> {
  const requests: string[] = []
  let sockets = 0
  const server = createServer((request, response) => {
    requests.push(request.url ?? '')
    answer(request, response)
  })
  server.on('connection', () => {
    sockets += 1
  })
  server.listen(0, host)
  await once(server, 'listening')
  return {
    ...{ port: (server.address() as AddressInfo).port, sockets: () => sockets, requests },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export async function startCanary(answer: RequestListener, host?: string): Promise<Canary> {
  const canary = await openCanary(answer, host)
  onTestFinished(() => canary.close())
  return canary
}
