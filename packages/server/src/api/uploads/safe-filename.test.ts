import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeFilename } from './safe-filename.ts'

test.each([
  ['guitar.mp3', 'guitar.mp3'],
  ['gitar çalışı 1.MP3', 'gitar çalışı 1.MP3'],
  ['演奏 🎸.flac', '演奏 🎸.flac'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\music\\song.wav', 'song.wav'],
  ['.htaccess', 'htaccess'],
  ['a\0b\r\nX: 1.mp3', 'abX_ 1.mp3'],
  ['evil\u202egpj.exe', 'evilgpj.exe'],
  ['what?#%<>.ogg', 'what_____.ogg'],
  ['...', 'file'],
  ['', 'file'],
  ['archive.tar.gz', 'archive.tar.gz'],
  ['song.notanextension', 'song.notanextension'],
])('%j is stored as %j', (claimed, stored) => {
  expect(safeFilename(claimed)).toBe(stored)
})

test('no name escapes its folder, hides, grows or breaks an address', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (claimed) => {
      const name = safeFilename(claimed)
      expect(name).not.toMatch(/[/\\\p{Cc}]|^\.|[ .]$/u)
      expect(Buffer.byteLength(name)).toBeGreaterThan(0)
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(131)
      expect(decodeURIComponent(encodeURIComponent(name))).toBe(name)
    }),
  )
})
