import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

export interface Received {
  readonly method: string | undefined
  readonly path: string | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Receiver {
  readonly url: string
  readonly destination: string
  readonly received: readonly Received[]
  /** Resolves once that many requests have come. */
  arrived(count: number): Promise<void>
}

/** Somebody who wants to be told, on loopback. Answers 200 unless told how. */
export async function startReceiver(
  answer: RequestListener = (_request, response) => response.end('ok'),
): Promise<Receiver> {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const body = await text(request)
    received.push({ method: request.method, path: request.url, headers: request.headers, body })
    server.emit('received')
    answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  const destination = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `http://${destination}/hook?token=hush`,
    destination,
    received,
    async arrived(count) {
      while (received.length < count) await once(server, 'received')
    },
  }
}

/** A receiver's check by the contract alone, on another implementation of HMAC than the one that signs. */
export async function verifies(
  secret: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
  header = 'webhook-signature',
): Promise<boolean> {
  const bytes = new TextEncoder()
  const usage = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', bytes.encode(secret.replace(/^whsec_/, '')), usage, false, ['sign'])
  const message = bytes.encode(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
  const digest = Buffer.from(await crypto.subtle.sign('HMAC', key, message)).toString('hex')
  return headers[header] === `v3,${digest}`
}
