import type { Static } from 'typebox'
import type { EngineCapabilities } from '../../engines/port.ts'
import { EXAMPLE_CLIP_KEY, exampleResultKey } from '../../examples/example-files.ts'
import { EXAMPLES } from '../../examples/gallery.ts'
import { MODELS } from '../../models/catalogue.ts'
import type { Model } from '../../models/model.ts'
import { engineFacts, modelFacts } from '../models/entry.ts'
import { WIRE_NAMES } from '../wavespeed/render-parameters.ts'
import type { Catalogue } from './schemas.ts'

type CatalogueModel = Static<typeof Catalogue>['models'][number]

/** How the caller reaches this server and the files on it. */
export interface Place {
  readonly server: string
  readonly file: (key: string) => string
}

/** @param engine what would serve it now */
export function catalogueModel(model: Model, engine: EngineCapabilities | undefined, place: Place): CatalogueModel {
  return {
    ...modelFacts(model, place.server),
    engine: engine ? engineFacts(model, engine) : null,
    served: engine !== undefined,
    install: model.install,
    ignored_inputs: ignoredInputs(model, engine),
    related: relatedTo(model),
    examples: examplesOf(model, place),
  }
}

function ignoredInputs({ inputs }: Model, engine: EngineCapabilities | undefined): string[] {
  const names = (engine?.ignores ?? []).map((knob) => WIRE_NAMES[knob])
  return names.filter((name) => Object.hasOwn(inputs.properties, name))
}

function relatedTo({ id, type }: Model): string[] {
  const others = MODELS.filter((other) => other.id !== id)
  const alike = others.filter((other) => other.type === type)
  return [...alike, ...others.filter((other) => other.type !== type)].map((other) => other.id)
}

function examplesOf({ id }: Model, { file }: Place): CatalogueModel['examples'] {
  return EXAMPLES.filter(({ model }) => model === id).map((example) => ({
    id: example.id,
    title: example.title,
    input: { audio: file(EXAMPLE_CLIP_KEY), ...example.input, seed: example.seed },
    engine: example.engine,
    output: file(exampleResultKey(example)),
  }))
}
