/**
 * The process that draws one clip, and ends: decoding and measuring a long one takes a second, and HTTP must go on meanwhile.
 * Its argument says what to draw; the clip's file is its standard input.
 */

import { buffer } from 'node:stream/consumers'
import { inspect } from 'node:util'
import { MediaError } from '@retimbre/media'
import { giveWay } from '../jobs/give-way.ts'
import { draw } from './draw.ts'
import type { DrawingAnswer, DrawingKind } from './messages.ts'

// 5 of 19, as the codecs of a worker: after HTTP and the database, and before the engines.
const DRAWING_NICENESS = 5

giveWay(DRAWING_NICENESS)
process.on('SIGINT', () => {})
process.on('disconnect', () => process.exit(0))

const answer = await buffer(process.stdin)
  .then((clip) => draw(process.argv[2] as DrawingKind, clip))
  .then(
    (drawing): DrawingAnswer => ({ ok: true, drawing }),
    (error: unknown): DrawingAnswer => ({ ok: false, reason: reasonOf(error), detail: inspect(error) }),
  )
process.send?.(answer, undefined, undefined, () => process.exit(0))

/** What the codecs say of a file is for its owner; trouble of this machine is not. */
function reasonOf(error: unknown): string | undefined {
  return error instanceof MediaError && error.code !== 'codecs_unavailable' ? error.message : undefined
}
