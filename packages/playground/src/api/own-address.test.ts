import { expect, test, vi } from 'vitest'
import { ownAddress, ownUrl } from './own-address.ts'

const FILE = '/files/uploads/0123456789abcdef0123456789abcdef/a-b.mp3'

test.each([
  [`http://127.0.0.1:8787${FILE}`, FILE],
  [`https://audio.example.org${FILE}?download=1`, `${FILE}?download=1`],
  [`https://example.org/behind/a/proxy${FILE}`, FILE],
  ['http://localhost:8787/files/uploads/retimbre-example/neo-soul.mp3', '/files/uploads/retimbre-example/neo-soul.mp3'],
  ['https://audio.example.org/uploads/put/0a1b2c3d?sig=x%2By', '/uploads/put/0a1b2c3d?sig=x%2By'],
])('%s is fetched from the host of the page', (url, path) => {
  expect(ownAddress(url)).toBe(path)
})

test.each([
  'https://example.org/clip.mp3',
  'https://example.org/files/clip.mp3',
  `https://example.org/x.mp3?from=${FILE}`,
  'data:audio/wav;base64,AAAA',
  'no address',
])('%s stays as it is', (url) => {
  expect(ownAddress(url)).toBe(url)
})

test('an API is told of a file under the host of the page', () => {
  vi.stubGlobal('location', { href: 'http://studio.local:9000/play/music' })
  expect(ownUrl(`http://127.0.0.1:8787${FILE}`)).toBe(`http://studio.local:9000${FILE}`)
  expect(ownUrl('https://example.org/clip.mp3')).toBe('https://example.org/clip.mp3')
  vi.unstubAllGlobals()
})
