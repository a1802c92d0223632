import type { TObject, TSchema } from 'typebox'
import type { ServerErrorCode } from '../../errors.ts'

declare module 'fastify' {
  /** What a route says about itself beside the schemas that validate; the OpenAPI document is made of both. */
  interface FastifySchema {
    /** Four to eight words: what the route does. */
    readonly summary?: string
    /** What the summary leaves out, in a sentence or two. */
    readonly description?: string
    /** One of the names in `tags.ts`. */
    readonly tags?: readonly string[]
    /** An older spelling that stays for clients that know no better. */
    readonly deprecated?: boolean
    /** Errors that this route throws itself; what every route can answer is known without. */
    readonly errors?: readonly ServerErrorCode[]
    readonly openapi?: RouteNotes
  }
}

/** For routes that their validating schemas do not describe in full. */
export interface RouteNotes {
  /** Not part of the API: pages, preflights. */
  readonly hidden?: true
  /** Whether it asks for a key, where that is another answer than its path gives (see `collect-routes.ts`). */
  readonly keyed?: boolean
  /** A body that no schema validates, by its content type: forms and bytes. */
  readonly body?: Readonly<Record<string, TSchema>>
  /** Query parameters that the route reads by itself. */
  readonly query?: TObject
  /** Request headers that mean something here. */
  readonly headers?: TObject
  /** Answers beside the JSON of `response`, by status and content type; the empty list of types means no body. */
  readonly answers?: Readonly<Record<number, AnswerNotes>>
  /** In place of one path with a wildcard: the paths that it stands for. */
  readonly variants?: readonly RouteVariant[]
}

export interface AnswerNotes {
  readonly description: string
  readonly content?: Readonly<Record<string, TSchema>>
  /** Names of headers, with what they say. */
  readonly headers?: Readonly<Record<string, string>>
}

export interface RouteVariant {
  readonly url: string
  readonly summary: string
  readonly description: string
  readonly body: TSchema
}
