import type { preValidationHookHandler } from 'fastify'

/** For questions in which everything may be left out: no body at all asks for the defaults. */
export const takeNoBody: preValidationHookHandler = async (request) => {
  request.body ??= {}
}
