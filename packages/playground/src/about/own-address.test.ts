import { expect, test } from 'vitest'
import { ownAddress } from './own-address.ts'

test('a file of the server is fetched from the host of the page, any other from its own', () => {
  expect(ownAddress('http://127.0.0.1:8787/files/uploads/a%20b.mp3?x=1')).toBe('/files/uploads/a%20b.mp3?x=1')
  expect(ownAddress('https://example.org/clip.mp3')).toBe('https://example.org/clip.mp3')
})
