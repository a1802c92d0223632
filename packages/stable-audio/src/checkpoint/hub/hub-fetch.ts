/** The part of `fetch` that a download needs, so that a proxied one, or a test's, can stand in for it. */
export type HubFetch = (url: string, init: HubRequestInit) => Promise<HubResponse>

export interface HubRequestInit {
  readonly headers: Record<string, string>
  /** Redirects are followed by hand: the token must not go with them. */
  readonly redirect: 'manual'
  readonly signal: AbortSignal
}

export interface HubResponse {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  /** Ends with an error when the connection breaks; the `fetch` decides after how long a silence it is broken. */
  readonly body: (AsyncIterable<Uint8Array> & { cancel(): Promise<void> }) | null
}
