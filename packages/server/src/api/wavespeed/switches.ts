import { type Static, Type } from 'typebox'

/** What the platform reads from every submit beside the model's inputs; the names belong to no model. */
export const Switches = Type.Object({
  enable_sync_mode: Type.Boolean({ default: false, description: 'Hold the answer until the task has ended.' }),
  enable_base64_output: Type.Boolean({
    default: false,
    description: 'Answer with the bytes in base64, not with URLs.',
  }),
  webhook_url: Type.String({ default: '', description: 'Where to report the end of the task.' }),
})

export type Switches = Static<typeof Switches>
