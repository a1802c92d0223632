import type { OutputFormat } from '@retimbre/media'
import type { FastifySchema } from 'fastify'
import { Type } from 'typebox'
import { OUTPUT_FORMATS } from '../../models/parameters.ts'
import { FILE_ANSWERS, FILE_HEADERS } from '../media/send-file.ts'

export const BIT_DEPTHS = ['16', '24', '32'] as const

export const DOWNLOAD_OUTPUT = {
  summary: 'Download a result in any format',
  description:
    'Converted on this server, free of charge. In the format that it was made in, it is the very file that `outputs` names. ' +
    'What a lossy format left out does not come back: make the result anew with the same seed for that.',
  tags: ['Predictions'],
  errors: [
    'prediction_not_found',
    'output_not_found',
    'output_gone',
    'range_not_satisfiable',
    'unconvertible',
    'conversions_busy',
    'unavailable',
  ],
  params: Type.Object({
    id: Type.String({ description: 'Id of the prediction.' }),
    index: Type.Integer({ minimum: 0, description: 'Place among its `outputs`, from 0.' }),
  }),
  querystring: Type.Object({
    format: Type.Optional(
      Type.Unsafe<OutputFormat>({
        type: 'string',
        enum: OUTPUT_FORMATS,
        description: 'As it was made when left out.',
      }),
    ),
    bit_depth: Type.Optional(
      Type.Unsafe<(typeof BIT_DEPTHS)[number]>({
        type: 'string',
        enum: BIT_DEPTHS,
        description: 'Of `wav` and `flac`, 16 when left out; 32 is float, and for `wav` alone.',
      }),
    ),
  }),
  openapi: { headers: FILE_HEADERS, answers: FILE_ANSWERS },
} as const satisfies FastifySchema
