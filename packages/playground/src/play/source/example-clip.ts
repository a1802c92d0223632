import type { CatalogueModel } from '../../catalogue/catalogue.ts'
import { clipAt, type SourceClip } from '../desk.ts'

/** Comes with every server; free of rights. */
const EXAMPLE_PATH = '/files/uploads/retimbre-example/neo-soul.mp3'

/** At the address by which the server knows itself: the clip of the model's first example, else the one that every server has. */
export function exampleClip({
  examples,
  api_schema: schema,
}: Pick<CatalogueModel, 'examples' | 'api_schema'>): SourceClip {
  const audio = examples.map(({ input }) => input.audio).find((each) => typeof each === 'string')
  return clipAt(
    typeof audio === 'string' ? audio : new URL(EXAMPLE_PATH, schema.api_schemas[0]?.server ?? location.origin).href,
  )
}
