import { StableAudioError } from '../../errors.ts'

export const DEFAULT_ENDPOINT = 'https://huggingface.co'

/**
 * Ends with a slash, so that a mirror below a path works too.
 * @throws StableAudioError `option_out_of_range`, without the address: there may be a password in it
 */
export function endpointUrl(endpoint: string): URL {
  const url = URL.canParse(endpoint) ? new URL(`${endpoint.replace(/\/+$/, '')}/`) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new StableAudioError(
      'option_out_of_range',
      'the endpoint must be an http or https address, such as https://mirror.example.org',
    )
  }
  if (hasCredentials(url)) {
    throw new StableAudioError(
      'option_out_of_range',
      `the endpoint ${url.host} must stand without a user name and a password; a token is given by HF_TOKEN`,
    )
  }
  return url
}

export const hasCredentials = ({ username, password }: URL): boolean => username !== '' || password !== ''

/** Encrypted, or inside this machine. */
export function isPrivateLine({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
