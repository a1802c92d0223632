import { createHash } from 'node:crypto'

/**
 * How keys and ticket secrets are stored: lower-case hex SHA-256. They carry 256 random bits, so a slow password hash
 * would cost time at each request and add nothing.
 */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
