import type { FastifyRequest } from 'fastify'
import type { Settings } from '../../settings.ts'
import { API } from '../wavespeed/paths.ts'
import { fileOfPath, pathOfFile } from './file-path.ts'
import { isLoopbackName } from './loopback.ts'

/** Makes the addresses that answers carry, and knows its own when they come back. */
export interface Addresses {
  /** Where the caller reaches this server: the public URL, or else the host that the request was sent to. */
  base(request: FastifyRequest): string
  result(request: FastifyRequest, predictionId: string): string
  file(request: FastifyRequest, fileKey: string): string
  /** @param secret proves that the upload was promised to the sender */
  upload(request: FastifyRequest, ticketId: string, secret: string): string
  /** The file key behind an address of ours under any name this server goes by; `undefined` for everyone else's. */
  ownFile(request: FastifyRequest, url: URL): string | undefined
}

export function createAddresses(settings: Settings): Addresses {
  const base = (request: FastifyRequest) => settings.publicUrl ?? `http://${request.host}`
  return {
    base,
    result: (request, predictionId) => `${base(request)}${API}/predictions/${predictionId}/result`,
    file: (request, fileKey) => base(request) + pathOfFile(fileKey),
    upload: (request, ticketId, secret) =>
      `${base(request)}/uploads/put/${encodeURIComponent(ticketId)}?sig=${encodeURIComponent(secret)}`,
    ownFile(request, url) {
      const prefix = publicPrefix(settings, url)
      if (prefix !== undefined) return fileOfPath(url.pathname.slice(prefix.length))
      return namesThisServer(request, settings, url) ? fileOfPath(url.pathname) : undefined
    },
  }
}

/** The path in front of ours when `url` lies under the public URL; mostly empty. */
function publicPrefix(settings: Settings, url: URL): string | undefined {
  if (settings.publicUrl === undefined) return undefined
  const published = new URL(settings.publicUrl)
  const prefix = published.pathname.replace(/\/$/, '')
  return url.origin === published.origin && url.pathname.startsWith(`${prefix}/`) ? prefix : undefined
}

function namesThisServer(request: FastifyRequest, settings: Settings, url: URL): boolean {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false
  if (url.host === new URL(`${url.protocol}//${request.host || 'invalid'}`).host) return true
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
  return isLoopbackName(url.hostname) && port === (request.socket.localPort ?? settings.port)
}
