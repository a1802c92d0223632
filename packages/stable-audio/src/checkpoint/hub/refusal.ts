import { StableAudioError } from '../../errors.ts'
import type { PublishedCheckpoint } from '../catalogue.ts'

const TOKEN_PAGE = 'https://huggingface.co/settings/tokens'

export interface RefusalFacts {
  readonly checkpoint: PublishedCheckpoint
  readonly status: number
  /** What became of the caller's token: none was given, it was sent, or it was kept back from an open line. */
  readonly token: 'none' | 'sent' | 'kept back'
}

/** A 401 or 403 of the hub, as the clicks that end it. */
export function refusal({ checkpoint, status, token }: RefusalFacts): StableAudioError {
  const page = `https://huggingface.co/${checkpoint.repo}`
  const steps = [
    `Sign in, open ${page} and press "Agree and access repository"`,
    `Open ${TOKEN_PAGE} and make a token of the type "Read" (a fine-grained one needs "Read access to contents of all public gated repos you can access")`,
    `Set the environment variable HF_TOKEN to it and run again: retimbre pull ${checkpoint.name}`,
  ]
  const list = steps.map((step, index) => `\n  ${index + 1}. ${step}`).join('')
  return new StableAudioError('download_refused', `${reason(checkpoint.repo, status, token)}${list}`)
}

function reason(repo: string, status: number, token: RefusalFacts['token']): string {
  if (token === 'none') return `${repo} is open only to those who agreed to its conditions, and no token was given`
  if (token === 'kept back') {
    return `the server asks for a token (${status}), and a token is not sent over a line that is not encrypted; use an https address`
  }
  if (status === 401) return 'the token was not recognised; it may be mistyped or revoked'
  return `the token is good, but its owner has not agreed to the conditions of ${repo}, or it may not read gated repositories`
}
