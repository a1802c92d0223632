import { storableText } from '../wavespeed/fields.ts'

// File systems allow 255 bytes; percent-encoded in a URL every byte takes three characters.
const MAX_STEM_BYTES = 120
const MAX_EXTENSION_CHARACTERS = 10

/**
 * Makes a caller's file name harmless on disk, in a URL and in a header: no folders, no control or direction-changing
 * characters, no leading dots. Letters of every script stay, and so does the extension.
 */
export function safeFilename(claimed: string): string {
  const name = storableText(claimed)
    .normalize('NFC')
    .replace(/^.*[/\\]/s, '')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\ufffd]/gu, '')
    .replace(/[<>:"|?*#%]/g, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/gu, '')
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 ? name.slice(dot + 1) : ''
  const hasExtension = extension.length <= MAX_EXTENSION_CHARACTERS && /^[a-z0-9]+$/i.test(extension)
  const stem = shorten(hasExtension ? name.slice(0, dot) : name) || 'file'
  return hasExtension ? `${stem}.${extension}` : stem
}

function shorten(text: string): string {
  let bytes = 0
  let kept = ''
  for (const character of text) {
    bytes += Buffer.byteLength(character)
    if (bytes > MAX_STEM_BYTES) break
    kept += character
  }
  return kept.trimEnd()
}
