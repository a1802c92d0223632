import type { onRequestHookHandler } from 'fastify'
import { ServerError } from '../../errors.ts'
import type { Settings } from '../../settings.ts'
import { isLoopbackName } from '../addresses/loopback.ts'

/** A name or an address, and perhaps a port: what may stand in a link. */
const HOST = /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i

/**
 * Refuses requests under a foreign host name while the server listens on loopback only. Without it a web page could
 * point its own name at 127.0.0.1 and read this server's answers as if they came from itself (DNS rebinding).
 */
export function checkHost(settings: Settings): onRequestHookHandler {
  const publicName = settings.publicUrl === undefined ? undefined : new URL(settings.publicUrl).hostname
  const listensOnLoopback = isLoopbackName(settings.host)
  return async (request) => {
    const host = request.headers.host ?? ''
    // Which of two is meant, the proxies on the way and we may see differently.
    if (hostHeaders(request.raw.rawHeaders) > 1) throw new ServerError('forbidden_host')
    const wellFormed = HOST.test(host) && URL.canParse(`http://${host}`)
    if (!wellFormed && (listensOnLoopback || host !== '')) throw new ServerError('forbidden_host')
    if (!listensOnLoopback) return
    const name = new URL(`http://${host}`).hostname
    if (!isLoopbackName(name) && name !== publicName) throw new ServerError('forbidden_host')
  }
}

/** @param rawHeaders names and values in turn, as they came */
function hostHeaders(rawHeaders: readonly string[]): number {
  return rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length
}
