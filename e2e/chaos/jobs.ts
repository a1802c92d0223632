import { createHash } from 'node:crypto'

/** One thing that a caller wants done. */
export interface WantedJob {
  /** Sent with the submit, so that one which got no answer can be sent again. */
  readonly idempotencyKey: string
  /** Jobs with the same recipe must give the same bytes. */
  readonly recipe: number
  readonly inputs: Readonly<Record<string, unknown>>
}

/** What became of it, as its caller saw it. */
export interface ServedJob {
  readonly id: string
  readonly recipe: number
  readonly status: string
  readonly error: string
  /** SHA-256 of the result; empty when there is none. */
  readonly digest: string
}

// Short ones, so that a job is lost three times by chance as seldom as can be; formats whose bytes follow from the samples.
const PROMPTS = ['warm lo-fi tape', 'underwater, distant', 'dark and spacious', 'telephone call']
const FORMATS = ['wav', 'flac', 'mp3']

/** `count` jobs over `recipes` different ones. `run` tells the jobs of one run from those of another. */
export function wantedJobs(run: string, audio: string, count: number, recipes: number): readonly WantedJob[] {
  return Array.from({ length: count }, (_, index) => {
    const recipe = index % recipes
    const prompt = PROMPTS[recipe % PROMPTS.length]
    const output_format = FORMATS[recipe % FORMATS.length]
    const inputs = { audio, prompt, duration: 1, output_format, seed: recipe }
    return { idempotencyKey: `${run}-${index}`, recipe, inputs }
  })
}

export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
