import type { HubFetch } from '@retimbre/stable-audio'
import { EnvHttpProxyAgent, fetch } from 'undici'

// 30 s: a proxy that wakes up is there by then, and a wrong address is told within half a minute.
const CONNECT_MS = 30_000
// 60 s of silence: a hub that fetches a file from afar needs half of that; then the connection counts as broken.
const SILENCE_MS = 60_000

/** Goes through the proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name, in either case. */
export function hubConnection(): { readonly fetch: HubFetch; close(): Promise<void> } {
  const agent = new EnvHttpProxyAgent({
    connect: { timeout: CONNECT_MS },
    headersTimeout: SILENCE_MS,
    bodyTimeout: SILENCE_MS,
  })
  return {
    fetch: (url, init) => fetch(url, { ...init, dispatcher: agent }),
    close: () => agent.close(),
  }
}
