import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server on loopback that has a clip and lets nobody have it before it is told to: a task that uses it takes that long. */
export interface HeldSource {
  readonly url: string
  /** As the setting that lets the service fetch from here wants it. */
  readonly host: string
  /** Resolves when the service asks for the clip. */
  readonly asked: Promise<void>
  release(): void
  close(): Promise<void>
}

export async function startHeldSource(clip: Uint8Array): Promise<HeldSource> {
  const waiting = new Set<ServerResponse>()
  let released = false
  let tellAsked = () => {}
  const asked = new Promise<void>((resolve) => {
    tellAsked = resolve
  })
  const give = (response: ServerResponse) => response.end(clip)
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'audio/mpeg', 'Content-Length': clip.byteLength })
    response.flushHeaders()
    tellAsked()
    if (released) give(response)
    else waiting.add(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `http://${host}/clip.mp3`,
    host,
    asked,
    release() {
      released = true
      for (const response of waiting) give(response)
      waiting.clear()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
