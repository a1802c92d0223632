import { expect, test } from 'vitest'
import { transferLine, transferRate } from './transfer-rate.ts'

test('the rate is that of the last ten seconds', () => {
  let nowMs = 0
  const rate = transferRate(() => nowMs)
  expect(rate.note(500)).toBeUndefined()
  nowMs = 2000
  expect(rate.note(2500)).toBe(1000)
  nowMs = 12_000
  expect(rate.note(2500)).toBe(0)
})

test.each([
  [1.2e9, 3.49e9, undefined, '1.20 of 3.49 GB'],
  [1.2e9, 3.49e9, 0, '1.20 of 3.49 GB'],
  [3e9, 3.49e9, 10e6, '3.00 of 3.49 GB, 10.0 MB/s, 49 s left'],
  [1.2e9, 3.49e9, 12.3e6, '1.20 of 3.49 GB, 12.3 MB/s, 4 min left'],
  [0, 10.44e9, 1e6, '0.00 of 10.44 GB, 1.0 MB/s, 2.9 h left'],
])('%d of %d bytes at %s a second reads well', (done, total, rate, line) => {
  expect(transferLine(done, total, rate)).toBe(line)
})
