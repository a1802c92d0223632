import { useMemo, useRef } from 'react'
import { useLocation } from 'wouter'
import type { CatalogueModel, ModelName } from '../catalogue/catalogue.ts'
import { useErrorText } from '../i18n/error-texts.ts'
import { useRuns } from '../runs/runs.ts'
import { classes } from '../ui/classes.ts'
import { Notice, Panel } from '../ui/panel.tsx'
import { changeDesk, pathOf, type SourceClip, setInput, useDesk } from './desk.ts'
import { DeskTabs } from './desk-tabs.tsx'
import { formFields, inputSchemaOf } from './form/form-fields.ts'
import { ModelForm } from './form/model-form.tsx'
import { GenerateBar } from './generate-bar.tsx'
import { heardClip } from './heard-clip.ts'
import { HeardResult } from './heard-result.tsx'
import { Listening } from './listening.tsx'
import { InstallNote, ModelHeading } from './model-heading.tsx'
import { RunList } from './runs/run-list.tsx'
import { useResultClips } from './runs/use-result-clips.ts'
import { DropAnywhere } from './source/drop-anywhere.tsx'
import { exampleClip } from './source/example-clip.ts'
import { useSource } from './source/use-source.ts'
import { useGenerate } from './use-generate.ts'
import { useSelectWhenDone } from './use-select-when-done.ts'

interface PlayDeskProps {
  readonly name: ModelName
  readonly model: CatalogueModel
}

export function PlayDesk({ name, model }: PlayDeskProps) {
  const desk = useDesk(name)
  const source = useSource(name)
  const runs = useRuns()
  const results = useResultClips(desk.runIds, runs)
  const fields = useMemo(() => formFields(inputSchemaOf(model), model.ignored_inputs), [model])
  const selectWhenDone = useSelectWhenDone(name)
  const deskPlace = useRef<HTMLDivElement>(null)
  const generate = useGenerate({
    ...{ model: name, desk, fields, uploading: source.sending !== undefined },
    onSubmitted: ([first]) => {
      selectWhenDone(first)
      showDesk(deskPlace.current)
    },
  })
  const takesClip = fields.main.some(({ kind }) => kind === 'source')
  const useAsSource = useSendOn(name, takesClip)
  const selected = heardClip(results, runs, desk)
  return (
    <div className="grid gap-5 pb-28 lg:grid-cols-[23.5rem_minmax(0,1fr)] lg:items-start lg:pb-0">
      {takesClip && <DropAnywhere source={source} />}
      <div className="grid min-w-0 grid-cols-1 rounded-xl border border-line bg-panel lg:sticky lg:top-16 lg:max-h-[calc(100dvh-5rem)] lg:grid-rows-[minmax(0,1fr)_auto]">
        <div data-scrolls className="relative grid grid-cols-1 content-start gap-4 p-4 lg:overflow-y-auto">
          <ModelHeading {...{ name, model, fields }} />
          <ModelForm
            {...{ model: name, fields, desk, source, example: exampleClip(model), errors: generate.errors }}
            engine={model.engine}
            onGenerate={model.served ? generate.one : () => undefined}
          />
        </div>
        <div className={classes('rounded-b-xl border-t border-line bg-panel p-4', model.served && WITHIN_REACH)}>
          <Refusal error={generate.error} />
          {model.served ? (
            <GenerateBar
              price={generate.price}
              busy={source.sending ? 'uploading' : generate.busy ? 'sending' : undefined}
              onGenerate={generate.one}
              onLadder={fields.main.some((field) => field.name === 'init_noise_level') ? generate.ladder : undefined}
              onSeeds={generate.seeds}
            />
          ) : (
            <InstallNote install={model.install} />
          )}
        </div>
      </div>
      <div ref={deskPlace} className="grid min-w-0 scroll-mt-32 grid-cols-1 content-start gap-4">
        <Listening
          {...{ name, model, desk, results, runs, selected, takesClip, onUseAsSource: useAsSource }}
          onSelect={(url) => changeDesk(name, { selected: url })}
          onBack={() => changeDesk(name, { selected: undefined })}
          onKeepSeed={(seed) => setInput(name, 'seed', seed)}
        />
        <RunList model={name} runIds={desk.runIds} onTryAgain={generate.again} />
        <HeardResult {...{ name, model, selected }} />
        <Panel>
          <DeskTabs {...{ name, desk }} />
        </Panel>
      </div>
    </div>
  )
}

/** On a narrow screen the button stays at the lower edge, however long the form is. */
const WITHIN_REACH = 'max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-20 max-lg:rounded-none max-lg:py-3'

function Refusal({ error }: { readonly error: unknown }) {
  const errorText = useErrorText()
  if (error === undefined) return null
  return (
    <div className="mb-3">
      <Notice tone="bad">{errorText(error)}</Notice>
    </div>
  )
}

/** A result goes on as the source of this model, or of the one that transforms where this one takes no clip. */
function useSendOn(name: ModelName, takesClip: boolean): (clip: SourceClip) => void {
  const [, navigate] = useLocation()
  return (clip) => {
    const target = takesClip ? name : 'audio-to-audio'
    changeDesk(target, { source: clip, selected: undefined })
    if (target !== name) navigate(pathOf(target))
  }
}

/** On a narrow screen the desk lies below the form, and what was just asked for would happen out of sight. */
function showDesk(desk: HTMLElement | null): void {
  if (matchMedia('(min-width: 64rem)').matches) return
  desk?.scrollIntoView({ behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' })
}
