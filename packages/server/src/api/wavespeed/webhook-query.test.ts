import { expect, test } from 'vitest'
import { webhookOfQuery } from './webhook-query.ts'

test.each([
  ['/m', ''],
  ['/m?', ''],
  ['/m?webhook=', ''],
  ['/m?webhooks=https://h.example/x', ''],
  ['/m?x=1&y=webhook', ''],
  // As the first client sends it: the callback's own query is the callback's.
  ['/m?webhook=https://h.example/x?a=1&b=2', 'https://h.example/x?a=1&b=2'],
  ['/m?x=1&webhook=https://h.example/x?a=1&webhook=2&b=%2B', 'https://h.example/x?a=1&webhook=2&b=%2B'],
  ['/m?webhook=HTTP://h.example//x?y', 'HTTP://h.example//x?y'],
  // As everybody else sends it.
  ['/m?webhook=https%3A%2F%2Fh.example%2Fx%3Fa%3D1%26b%3D%252B&x=1', 'https://h.example/x?a=1&b=%2B'],
  ['/m?webhook=https%3a//h.example/x&x=1', 'https://h.example/x'],
  ['/m?webhook=nonsense&x=1', 'nonsense'],
  ['/m?webhook=%zz', '%zz'],
])('%s names the callback "%s"', (url, callback) => {
  expect(webhookOfQuery(url)).toBe(callback)
})
