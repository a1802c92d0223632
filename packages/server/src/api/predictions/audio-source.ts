import type { FastifyRequest } from 'fastify'
import type { JobSource } from '../../jobs/prediction.ts'
import { uploadKey } from '../../store/file-keys.ts'
import type { ApiContext } from '../context.ts'
import { invalid } from '../wavespeed/fields.ts'
import { type InlineClip, readInlineClip } from './inline-clip.ts'

// Longer addresses do not work elsewhere either; presigned ones stay below 2,000.
const MAX_URL_CHARACTERS = 8192

/** Where a job's clip is to come from, before anything was stored. */
export type AudioChoice = JobSource | { readonly kind: 'inline'; readonly clip: InlineClip }

/**
 * Reads the `audio` input: a file of ours under any of our names, a clip inside the request, or somebody else's address.
 * @throws ServerError `invalid_parameter`
 */
export async function chooseAudio(context: ApiContext, request: FastifyRequest, audio: string): Promise<AudioChoice> {
  if (/^data:/i.test(audio)) return { kind: 'inline', clip: readInlineClip(audio) }
  const url = URL.canParse(audio.trim()) ? new URL(audio.trim()) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || audio.length > MAX_URL_CHARACTERS) {
    throw invalid('field "audio" must be an http or https URL, or a data: URL with audio in base64')
  }
  const key = context.addresses.ownFile(request, url)
  if (key === undefined) return { kind: 'url', url: url.href }
  if (!(await context.house.files.stat(key))) {
    throw invalid('field "audio" names a file that is not on this server: never uploaded, or removed since')
  }
  return { kind: 'file', key }
}

/** Stores an inline clip so that the worker finds it; anything else is where it belongs already. */
export async function storeAudio(context: ApiContext, accountId: string, choice: AudioChoice): Promise<JobSource> {
  if (choice.kind !== 'inline') return choice
  const { files, uploads } = context.house
  const filename = `inline.${choice.clip.extension}`
  const key = uploadKey(context.tools.random, filename)
  const { sizeBytes } = await files.put(key, choice.clip.bytes, choice.clip.bytes.length)
  await uploads.record(accountId, { fileKey: key, filename, sizeBytes })
  return { kind: 'file', key }
}
