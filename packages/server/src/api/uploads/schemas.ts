import { Type } from 'typebox'

export const TicketRequest = Type.Object(
  {
    filename: Type.String({ maxLength: 1000, description: 'Name of the file; its extension is kept.' }),
    size: Type.Integer({ minimum: 0, description: 'Size in bytes.' }),
    content_type: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { $id: 'UploadTicketRequest' },
)

const uploaded = {
  type: Type.String({ description: 'audio, video, image or file.' }),
  download_url: Type.String(),
  filename: Type.String(),
  size: Type.Integer(),
}

export const Ticket = Type.Object(
  {
    ...uploaded,
    upload: Type.Object({
      method: Type.Literal('PUT'),
      url: Type.String(),
      headers: Type.Record(Type.String(), Type.String(), { description: 'To be sent with the PUT as they are.' }),
      expires_at: Type.String(),
    }),
  },
  { $id: 'UploadTicket' },
)

export const Upload = Type.Object(uploaded, { $id: 'Upload' })

/** The answer of the first generation, which named the address `url`. */
export const FirstGenerationUpload = Type.Object({ ...uploaded, url: Type.String() }, { $id: 'FirstGenerationUpload' })
