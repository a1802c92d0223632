/**
 * What every answer of the page carries. Nothing runs but files of the build, and the page talks to this service alone; it
 * may ask for the microphone, to record a clip.
 *
 * @param publicOrigin where links lead when the service is published under another address than the page is read at
 */
export function securityHeaders(publicOrigin: string | undefined): Readonly<Record<string, string>> {
  const service = publicOrigin === undefined ? "'self'" : `'self' ${publicOrigin}`
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data: blob:",
      `media-src ${service} blob:`,
      `connect-src ${service}`,
      "worker-src 'self'",
      "font-src 'self'",
      "manifest-src 'self'",
      "form-action 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'Permissions-Policy': 'microphone=(self)',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
  }
}
