/** Who this page speaks for: an API key, kept by the browser until somebody signs out. */

import { useSyncExternalStore } from 'react'
import { storedValue, useStored } from './stored-value.ts'

/** Whether it can stand in a header, which a key has to. */
export const isKey = (text: unknown): text is string => typeof text === 'string' && /^[!-~]+$/.test(text)

const key = storedValue<string | undefined>('session-key', undefined, (kept) => (isKey(kept) ? kept : undefined))
let refused = false

export const currentKey = (): string | undefined => key.get()
export const useKey = (): string | undefined => useStored(key)
/** And with it what a link had offered in its place. */
export function forgetKey(): void {
  setOffered(undefined)
  key.set(undefined)
}

export function keepKey(value: string): void {
  refused = false
  key.set(value)
}

/** The server does not know the key any more. One that was offered meanwhile takes its place. */
export function refuseKey(): void {
  if (key.get() === undefined) return
  if (offered !== undefined) {
    takeOfferedKey()
    return
  }
  refused = true
  forgetKey()
}

/** Whether this page was signed out by the server, and not by its reader. */
export const wasRefused = (): boolean => refused

/**
 * The address printed at start carries the key behind the "#", which browsers never send; it is taken out of the address
 * bar. A page that is open already is not loaded anew by such an address, so it has to be looked at again then.
 */
export function takeKeysFromAddress(): void {
  takeKey()
  window.addEventListener('hashchange', takeKey)
}

function takeKey(): void {
  const fromAddress = new URLSearchParams(location.hash.slice(1)).get('key')
  if (fromAddress === null) return
  if (isKey(fromAddress)) offerKey(fromAddress)
  history.replaceState(null, '', location.pathname + location.search)
}

// A link can come from anybody: one that signed its reader into another account would have the next clip sent there.
let offered: string | undefined
const watchers = new Set<() => void>()

function setOffered(value: string | undefined): void {
  offered = value
  for (const watcher of watchers) watcher()
}

function offerKey(value: string): void {
  const known = key.get()
  if (known === undefined) keepKey(value)
  else setOffered(value === known ? undefined : value)
}

export function takeOfferedKey(): void {
  if (offered !== undefined) keepKey(offered)
  setOffered(undefined)
}

export const declineOfferedKey = (): void => setOffered(undefined)

/** Whether the address had another key than the one that is in use. */
export const useIsKeyOffered = (): boolean =>
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    () => offered !== undefined,
  )
