import type { FastifySchemaCompiler } from 'fastify'
import { IsObject, type TSchema } from 'typebox'
import { readFields } from '../wavespeed/fields.ts'

/** Schemas of bodies, queries and paths are read the lenient way of the wire. */
export const readBySchema: FastifySchemaCompiler<TSchema> =
  ({ schema }) =>
  (value: unknown) => {
    if (!IsObject(schema)) return { value }
    try {
      return { value: readFields(schema, value).known }
    } catch (error) {
      return { error: error instanceof Error ? error : new Error(String(error)) }
    }
  }
