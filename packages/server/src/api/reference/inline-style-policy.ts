import { createHash } from 'node:crypto'

/** The policy for a page that carries its one style inside and runs nothing: only what stands in the file is laid out. */
export function inlineStylePolicy(html: string): string {
  return [
    "default-src 'none'",
    "script-src 'none'",
    `style-src ${styleHashes(html)}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function styleHashes(html: string): string {
  const contents = [...html.matchAll(/<style(?:\s[^>]*)?>(.*?)<\/style\s*>/gis)]
  return contents
    .map(([, content = '']) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`)
    .join(' ')
}
