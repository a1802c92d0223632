/** Prefix of the present API, with its leading slash. */
export const API = '/api/v3'

/** Old clients still submit, poll and upload under the second version; the answers are the same. */
export const API_VERSIONS = ['/api/v3', '/api/v2'] as const

/** First segments below the prefix that can never be the provider of a model. */
const RESERVED_SEGMENTS = new Set([
  'predictions',
  'events',
  'media',
  'upload',
  'balance',
  'models',
  'model',
  'billings',
  'user',
  'account',
  'webhook',
  'webhooks',
  'keys',
  'admin',
  'events',
  'files',
])

/** Whether the rest of a path below the prefix can be a model id: several segments, and none of ours in front. */
export function looksLikeModelId(path: string): boolean {
  const [first = '', second = ''] = path.split('/')
  return first !== '' && second !== '' && !RESERVED_SEGMENTS.has(first)
}

/**
 * `//api/v3/models` becomes `/api/v3/models`: two clients join base address and path without looking. The query keeps
 * its slashes, for an address may stand in it.
 */
export function collapseSlashes(url: string): string {
  const queryStart = url.indexOf('?')
  const path = queryStart < 0 ? url : url.slice(0, queryStart)
  return path.replace(/\/{2,}/g, '/') + url.slice(path.length)
}
