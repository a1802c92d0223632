import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startWatchdog } from './watchdog.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('silence for the whole limit is told, once', () => {
  const onSilent = vi.fn()
  startWatchdog(10_000, onSilent)
  vi.advanceTimersByTime(9_999)
  expect(onSilent).not.toHaveBeenCalled()
  vi.advanceTimersByTime(100_000)
  expect(onSilent).toHaveBeenCalledOnce()
})

test('each sign of life starts the count again', () => {
  const onSilent = vi.fn()
  const watchdog = startWatchdog(10_000, onSilent)
  for (let second = 0; second < 60; second += 5) {
    vi.advanceTimersByTime(5_000)
    watchdog.feed()
  }
  expect(onSilent).not.toHaveBeenCalled()
  vi.advanceTimersByTime(10_000)
  expect(onSilent).toHaveBeenCalledOnce()
})

test('a watchdog that was stopped says nothing', () => {
  const onSilent = vi.fn()
  startWatchdog(10_000, onSilent).stop()
  vi.advanceTimersByTime(100_000)
  expect(onSilent).not.toHaveBeenCalled()
})
