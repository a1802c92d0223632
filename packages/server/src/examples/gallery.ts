import { readFileSync } from 'node:fs'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'

const Title = Type.Object({ en: Type.String(), tr: Type.String() })

const ExampleRecord = Type.Object({
  id: Type.String(),
  title: Title,
  model: Type.String(),
  /** The wire's inputs, all but the clip and the seed. */
  input: Type.Record(Type.String(), Type.Unknown()),
  seed: Type.Integer(),
  /** What made it. */
  engine: Type.String(),
  /** In the folder beside the list. Its name changes with its content, as the key of a file stands for one content. */
  file: Type.String({ pattern: '^[a-z0-9-]+\\.mp3$' }),
})

/** A result that comes with the software, to be heard before anything was uploaded. */
export type Example = Static<typeof ExampleRecord>

/** Where the results lie, with `examples.json` that lists them; `npm run examples` makes both. */
export const EXAMPLE_FOLDER = new URL('../../assets/examples/', import.meta.url)

/** In the order in which they are shown. */
export const EXAMPLES: readonly Example[] = Value.Parse(
  Type.Array(ExampleRecord),
  JSON.parse(readFileSync(new URL('examples.json', EXAMPLE_FOLDER), 'utf8')),
)
