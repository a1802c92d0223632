import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { PeaksDrawing } from '../../drawings/messages.ts'
import { ServerError } from '../../errors.ts'
import type { ApiContext } from '../context.ts'
import { callerOf } from '../gate/authentication.ts'
import { success } from '../wavespeed/envelope.ts'
import { API } from '../wavespeed/paths.ts'
import { coarserPeaks, smallerSpectrogram } from './coarsen.ts'
import { HEAT } from './heat.ts'
import { pngOf } from './png.ts'
import { PEAKS, SPECTROGRAM } from './schemas.ts'

const inflated = promisify(inflate)

// A day, as long as a drawing is kept here. A file's contents never change.
const DAY_SECONDS = 86_400

/** Pictures of a caller's clips. */
export function drawingRoutes(context: ApiContext): FastifyPluginAsyncTypebox {
  const { drawings } = context.house
  return async (app) => {
    app.get(`${API}/media/peaks`, { schema: PEAKS }, async (request, reply) => {
      const key = await requireOwn(context, request, request.query.url)
      const fine: PeaksDrawing = JSON.parse(Buffer.from(await drawings.of(key, 'peaks')).toString())
      allowKeeping(reply)
      return success({
        duration_seconds: fine.durationSeconds,
        sample_rate: fine.sampleRateHz,
        loudness_lufs: inTenths(fine.loudnessLufs),
        true_peak_dbtp: inTenths(fine.truePeakDbtp),
        channels: fine.channels.map((channel) => coarserPeaks(channel, request.query.points)),
      })
    })
    app.get(`${API}/media/spectrogram`, { schema: SPECTROGRAM }, async (request, reply) => {
      const { url, width, height } = request.query
      const key = await requireOwn(context, request, url)
      const levels = await inflated(await drawings.of(key, 'spectrogram'))
      const pixels = smallerSpectrogram(levels, width, height)
      const png = await pngOf({ width, height, pixels, palette: HEAT })
      return allowKeeping(reply).type('image/png').send(png)
    })
  }
}

/** Whoever knows a file's address may fetch it, but drawing costs time, so that is for its owner alone. */
async function requireOwn({ house, addresses }: ApiContext, request: FastifyRequest, url: string): Promise<string> {
  const key = URL.canParse(url) ? addresses.ownFile(request, new URL(url)) : undefined
  const owned = key !== undefined && (await house.fileOwners.owns(callerOf(request).accountId, key))
  if (!owned || !(await house.files.stat(key))) throw new ServerError('not_found')
  return key
}

function allowKeeping(reply: FastifyReply): FastifyReply {
  return reply.headers({
    'Cache-Control': `private, max-age=${DAY_SECONDS}, immutable`,
    'X-Content-Type-Options': 'nosniff',
  })
}

/** As such figures are written; `null` where there is none. */
function inTenths(decibels: number | undefined): number | null {
  return decibels === undefined ? null : Math.round(decibels * 10) / 10
}
