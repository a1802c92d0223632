import { randomBytes } from 'node:crypto'

/** A source of unguessable bytes, passed in so that tests can foresee them. */
export type RandomBytes = (count: number) => Uint8Array

export const systemRandom: RandomBytes = randomBytes

/**
 * 32 lower-case hex digits, as clients expect of a prediction. Never with `429` in them: clients search error texts for
 * it to decide about submitting again, and the id stands in such texts.
 */
export function predictionId(random: RandomBytes): string {
  for (;;) {
    const id = Buffer.from(random(16)).toString('hex')
    if (!id.includes('429')) return id
  }
}

/** An unguessable name of `count` bytes in base64url: 22 characters for 16 bytes, 43 for 32. */
export function randomToken(random: RandomBytes, count: number): string {
  return Buffer.from(random(count)).toString('base64url')
}

/** An unguessable name of `count` bytes in hex, for places where capitals or dashes are trouble: file keys, row ids. */
export function randomHex(random: RandomBytes, count: number): string {
  return Buffer.from(random(count)).toString('hex')
}
