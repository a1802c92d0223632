import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StableAudioError } from '../../errors.ts'
import { type Environment, huggingFaceHome } from './cache-layout.ts'
import { DEFAULT_ENDPOINT, endpointUrl } from './endpoint.ts'

/**
 * The token of Hugging Face's own tools: from the environment, else from the file that their log-in writes. That file
 * is meant for Hugging Face: a mirror gets a token only where the environment names one.
 */
export async function accessToken(
  environment: Environment,
  endpoint: string = DEFAULT_ENDPOINT,
): Promise<string | undefined> {
  const { HF_TOKEN, HUGGING_FACE_HUB_TOKEN, HF_TOKEN_PATH } = environment
  const told = clean(HF_TOKEN) ?? clean(HUGGING_FACE_HUB_TOKEN)
  if (told !== undefined) return told
  if (endpointUrl(endpoint).origin !== DEFAULT_ENDPOINT) return undefined
  const file = HF_TOKEN_PATH || join(huggingFaceHome(environment), 'token')
  return clean(await readFile(file, 'utf8').catch(() => undefined))
}

function clean(text: string | undefined): string | undefined {
  return text?.trim() || undefined
}

/**
 * Printable characters without spaces: `fetch` refuses any other in a header, with the whole token in its message.
 * @throws StableAudioError `option_out_of_range`, without the token
 */
export function checkToken(token: string | undefined): void {
  if (token === undefined || /^[\x21-\x7e]+$/.test(token)) return
  throw new StableAudioError(
    'option_out_of_range',
    'the access token has a space, a line break or another character that no token has',
  )
}
