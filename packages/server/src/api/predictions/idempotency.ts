import { createHash, type Hash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { REQUEST_FAULTS } from '../../input-faults.ts'
import type { Idempotency } from '../../jobs/idempotency.ts'
import { invalid } from '../wavespeed/fields.ts'
import { webhookOfQuery } from '../wavespeed/webhook-query.ts'

/** Visible ASCII, so that it passes through every proxy as it is. */
const KEY = /^[\x21-\x7e]{1,255}$/

/**
 * What makes this submit the same as another: the caller's key, and a hash of all that it asks for. The body counts as it
 * was sent, whatever the order of its fields; nothing is checked yet, so that a submit that was good once is answered even
 * when it would not be good any more.
 * @returns `undefined` when the caller sent no key
 * @throws ServerError `invalid_parameter`
 */
export function readIdempotency(request: FastifyRequest, modelId: string): Idempotency | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !KEY.test(key)) {
    throw invalid(REQUEST_FAULTS.idempotency_key)
  }
  return { key, requestHash: hashOf([modelId, webhookOfQuery(request.url), request.body]) }
}

/** A hash of a JSON value; the order of fields does not count. Without recursion: a body may be nested without end. */
function hashOf(root: unknown): string {
  const hash = createHash('sha256')
  const pending: unknown[] = [root]
  while (pending.length > 0) {
    const value = pending.pop()
    if (Array.isArray(value)) {
      hash.update(`[${value.length};`)
      for (const item of value) pending.push(item)
    } else if (typeof value === 'object' && value !== null) {
      const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
      hash.update(`{${fields.length};`)
      for (const [name, field] of fields) pending.push(field, name)
    } else {
      addPlain(hash, value)
    }
  }
  return hash.digest('hex')
}

/** With its kind and its length in front, so that no two values look alike in a row. */
function addPlain(hash: Hash, value: unknown): void {
  const text = String(value)
  hash.update(`${typeof value};${text.length};`)
  hash.update(text)
}
