import { expect, test } from 'vitest'
import { isThisMachine } from './where.ts'

test.each(['localhost', '127.0.0.1', '127.1.2.3', '[::1]', 'retimbre.localhost'])('%s is this machine', (name) => {
  expect(isThisMachine(name)).toBe(true)
})

test.each(['192.168.1.7', 'studio.local', '127.0.0.1.example.org', 'localhost.example.org'])(
  '%s is another',
  (name) => {
    expect(isThisMachine(name)).toBe(false)
  },
)
