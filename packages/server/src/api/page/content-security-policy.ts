import { createHash } from 'node:crypto'

/**
 * The policy for a page that carries its one script and style inside: nothing runs but what stands in the file, and the
 * page talks to this service alone.
 *
 * @param publicOrigin where links lead when the service is published under another address than the page is read at
 */
export function contentSecurityPolicy(html: string, publicOrigin: string | undefined): string {
  const service = publicOrigin === undefined ? "'self'" : `'self' ${publicOrigin}`
  return [
    "default-src 'none'",
    `script-src ${inlineHashes(html, 'script')}`,
    `style-src ${inlineHashes(html, 'style')}`,
    "img-src 'self' data:",
    `media-src ${service} blob:`,
    `connect-src ${service}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function inlineHashes(html: string, tag: 'script' | 'style'): string {
  const contents = [...html.matchAll(new RegExp(`<${tag}(?:\\s[^>]*)?>(.*?)</${tag}\\s*>`, 'gis'))]
  const hashes = contents.map(([, content = '']) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`)
  return hashes.length === 0 ? "'none'" : hashes.join(' ')
}
