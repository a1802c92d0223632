/** A value that components watch and the browser keeps, shared by all tabs. */

import { useSyncExternalStore } from 'react'

export interface StoredValue<Value> {
  get(): Value
  set(value: Value): void
  subscribe(listener: () => void): () => void
}

/** @param read  of what was kept, by whatever version of this page; `undefined` for nothing or nonsense */
export function storedValue<Value>(name: string, fallback: Value, read: (kept: unknown) => Value | undefined) {
  const key = `retimbre-${name}`
  const listeners = new Set<() => void>()
  let value = load()

  function load(): Value {
    try {
      return read(JSON.parse(localStorage.getItem(key) ?? 'null')) ?? fallback
    } catch {
      return fallback
    }
  }
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  if (typeof window !== 'undefined') {
    window.addEventListener('storage', (event) => {
      if (event.key !== key) return
      value = load()
      tell()
    })
  }
  return {
    get: () => value,
    set(next: Value) {
      value = next
      try {
        localStorage.setItem(key, JSON.stringify(next ?? null))
      } catch {
        // A browser that keeps nothing still works until the page is closed.
      }
      tell()
    },
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  } satisfies StoredValue<Value>
}

export const useStored = <Value>(stored: StoredValue<Value>): Value =>
  useSyncExternalStore(stored.subscribe, stored.get)
