/** Who this page speaks for: an API key, kept by the browser until somebody signs out. */

import { storedValue, useStored } from './stored-value.ts'

const key = storedValue<string | undefined>('session-key', undefined, (kept) =>
  typeof kept === 'string' && kept !== '' ? kept : undefined,
)

export const currentKey = (): string | undefined => key.get()
export const useKey = (): string | undefined => useStored(key)
export const keepKey = (value: string): void => key.set(value)
export const forgetKey = (): void => key.set(undefined)

/** The address printed at start carries the key behind the "#", which browsers never send; it is taken out of the address bar. */
export function takeKeyFromAddress(): void {
  const fromAddress = new URLSearchParams(location.hash.slice(1)).get('key')
  if (fromAddress === null) return
  keepKey(fromAddress)
  history.replaceState(null, '', location.pathname + location.search)
}
