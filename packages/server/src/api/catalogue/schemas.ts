import { Type } from 'typebox'
import { ModelEntry } from '../models/schemas.ts'

const { engine, ...facts } = ModelEntry.properties

const Example = Type.Object({
  id: Type.String(),
  title: Type.Object({ en: Type.String(), tr: Type.String() }, { description: 'By language.' }),
  input: Type.Record(Type.String(), Type.Unknown(), { description: 'Submitted again, it gives the same result.' }),
  engine: Type.String({ description: 'What made it.' }),
  output: Type.String({ description: 'Address of the result.' }),
})

/** A model of the catalogue as `GET /models` shows it, and what is to be known of it where it is not served. */
const CatalogueModel = Type.Object(
  {
    ...facts,
    engine: Type.Union([engine, Type.Null()], { description: 'What would serve it now; null when nothing would.' }),
    served: Type.Boolean({ description: 'Whether it can be run here now.' }),
    install: Type.String({ description: 'What an operator has to do before it can be served.' }),
    ignored_inputs: Type.Array(Type.String(), {
      description: 'Inputs that change nothing with the engine that would serve it now.',
    }),
    related: Type.Array(Type.String(), { description: 'Ids of other models, those of the same type first.' }),
    examples: Type.Array(Example, { description: 'Results that came with the software.' }),
  },
  { $id: 'CatalogueModel' },
)

const CatalogueCheckpoint = Type.Object(
  {
    name: Type.String(),
    state: Type.Enum(['installed', 'incomplete', 'installable'], {
      description: 'Incomplete: a file is missing or cut short, and a pull goes on from there.',
    }),
    in_use: Type.Boolean({ description: 'Whether it serves a model unasked.' }),
    size_bytes: Type.Integer({ description: 'What is here, or what would be downloaded.' }),
    longest_seconds: Type.Union([Type.Number(), Type.Null()], { description: 'Of a result; null where unknown.' }),
    description: Type.String(),
    licence: Type.String(),
    pull: Type.Union([Type.String(), Type.Null()], {
      description: 'The command that installs it; null for what was not published.',
    }),
  },
  { $id: 'CatalogueCheckpoint' },
)

const CatalogueServer = Type.Object(
  {
    version: Type.String(),
    billing: Type.Enum(['on', 'off'], {
      description: 'Off: prices are shown, nothing is charged, and every balance reads the same large sum.',
    }),
    retention_days: Type.Integer({
      description: 'How long predictions, results and uploads are kept. Nothing is kept for ever but the examples.',
    }),
    max_upload_bytes: Type.Integer({ description: 'The largest file that is taken as a clip.' }),
  },
  { $id: 'CatalogueServer' },
)

export const Catalogue = Type.Object(
  {
    server: CatalogueServer,
    models: Type.Array(CatalogueModel),
    checkpoints: Type.Array(CatalogueCheckpoint),
  },
  { $id: 'Catalogue' },
)
