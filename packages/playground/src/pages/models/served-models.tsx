import { ArrowRight } from 'lucide-react'
import { Link } from 'wouter'
import { type CatalogueModel, isModelName, shortName } from '../../catalogue/catalogue.ts'
import { ServerSentence } from '../../i18n/server-words/server-words.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { pathOf } from '../../play/desk.ts'
import { Chip, Panel } from '../../ui/panel.tsx'
import { Command } from '../shared/command.tsx'
import { useModelTitle } from '../shared/model-choice.tsx'
import { commandsIn } from './shelf.ts'
import { MODELS_TEXTS } from './texts.ts'

/** The five models, and which engine serves each. */
export function ServedModels({ models }: { readonly models: readonly CatalogueModel[] }) {
  const t = useTexts(MODELS_TEXTS)
  return (
    <Panel title={t.served}>
      <ul className="-mx-4 -mb-4 divide-y divide-line border-t border-line">
        {models.map((model) => (
          <ModelRow key={model.model_id} model={model} />
        ))}
      </ul>
    </Panel>
  )
}

function ModelRow({ model }: { readonly model: CatalogueModel }) {
  const t = useTexts(MODELS_TEXTS)
  const title = useModelTitle()(model.model_id)
  const name = shortName(model.model_id)
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-2 px-4 py-3 md:grid-cols-[13rem_minmax(0,1fr)_auto] md:items-center">
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        <p className="truncate font-mono text-xs text-dim">{name}</p>
      </div>
      <div className="col-span-2 row-start-2 min-w-0 md:col-span-1 md:row-start-auto">
        {model.engine ? <Engine engine={model.engine} /> : <Install sentence={model.install} />}
      </div>
      {isModelName(name) && (
        <Link
          href={pathOf(name)}
          aria-label={t.openNamed(title)}
          className="inline-flex h-8 items-center gap-1.5 self-center rounded-md border border-line px-3 hover:bg-raised"
        >
          {t.open} <ArrowRight className="size-4" aria-hidden />
        </Link>
      )}
    </li>
  )
}

const EMBEDDED = 'dsp-restyle'

function Engine({ engine }: { readonly engine: NonNullable<CatalogueModel['engine']> }) {
  const t = useTexts(MODELS_TEXTS)
  const [first, ...others] = engine.checkpoints.map(({ name }) => name)
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-dim">
      <Chip tone={engine.name === EMBEDDED ? 'plain' : 'good'}>
        {engine.name === EMBEDDED ? t.embedded : t.stableAudio}
      </Chip>
      {first !== undefined && <span>{t.on(first)}</span>}
      <span className="font-mono text-xs">
        {engine.name} {engine.version}
      </span>
      {others.length > 0 && <span className="text-xs">{t.others(others.join(', '))}</span>}
    </p>
  )
}

/** The server's own sentence where it names no command. */
function Install({ sentence }: { readonly sentence: string }) {
  const t = useTexts(MODELS_TEXTS)
  const commands = commandsIn(sentence)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      <p className="flex flex-wrap items-center gap-2 text-dim">
        <Chip tone="warn">{t.notServed}</Chip>
        <span className="text-xs">{commands.length > 0 ? t.needs : <ServerSentence>{sentence}</ServerSentence>}</span>
      </p>
      {commands.length > 0 && (
        <div className="flex min-w-0 flex-wrap items-center gap-2">
          {commands.map((command, index) => (
            <div key={command} className="flex min-w-0 items-center gap-2">
              {index > 0 && <span className="shrink-0 text-xs text-dim">{t.needsOther}</span>}
              <Command text={command} />
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
