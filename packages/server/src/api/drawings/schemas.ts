import type { FastifySchema } from 'fastify'
import { Type } from 'typebox'
import { SPECTROGRAM_SIZE } from '../../drawings/messages.ts'
import { Success } from '../wavespeed/envelope.ts'

// More than a screen has pixels across, and a quarter of what is kept, so that slices stay nearly even.
const MOST_POINTS = 4_096

const ClipAddress = Type.String({ description: 'Address of a file of the account: an upload or a result.' })

const Outline = Type.Object({
  min: Type.Array(Type.Integer({ minimum: -127, maximum: 127 })),
  max: Type.Array(Type.Integer({ minimum: -127, maximum: 127 })),
})

export const Peaks = Type.Object(
  {
    duration_seconds: Type.Number(),
    sample_rate: Type.Integer({ description: 'Of the file, in Hz.' }),
    loudness_lufs: Type.Union([Type.Number(), Type.Null()], {
      description: 'Integrated loudness by BS.1770; null for silence.',
    }),
    true_peak_dbtp: Type.Union([Type.Number(), Type.Null()], { description: 'Null for silence.' }),
    channels: Type.Array(Outline, { description: 'One of a mono file, two of all others. Full scale is 127.' }),
  },
  { $id: 'Peaks' },
)

const errors = ['not_found', 'undrawable', 'drawings_busy'] as const

export const PEAKS = {
  summary: 'Outline and loudness of a clip',
  description: 'The extremes of each of `points` equal slices, for drawing a waveform.',
  tags: ['Files'],
  errors,
  querystring: Type.Object({
    url: ClipAddress,
    points: Type.Integer({ minimum: 1, maximum: MOST_POINTS, default: 800 }),
  }),
  response: { 200: Success(Peaks) },
} as const satisfies FastifySchema

export const SPECTROGRAM = {
  summary: 'Picture of the sound of a clip',
  description: 'Time runs to the right and pitch upwards, evenly by octaves from 30 Hz to 20 kHz; black is -90 dB.',
  tags: ['Files'],
  errors,
  querystring: Type.Object({
    url: ClipAddress,
    width: Type.Integer({ minimum: 16, maximum: SPECTROGRAM_SIZE.width, default: 800 }),
    height: Type.Integer({ minimum: 16, maximum: SPECTROGRAM_SIZE.height, default: 256 }),
  }),
  openapi: {
    answers: { 200: { description: 'A picture.', content: { 'image/png': Type.String({ description: 'PNG' }) } } },
  },
} as const satisfies FastifySchema
