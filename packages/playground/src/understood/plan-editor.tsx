import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useLanguage } from '../i18n/language.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import { AddControl } from './add-control.tsx'
import { groupTitle } from './key-texts.ts'
import { type ControlGroup, grouped, type PlanControl } from './plan-controls.ts'
import type { Pace, WordsPlan } from './plan-edits.ts'
import { PlanSlider } from './plan-slider.tsx'
import type { PlanValues } from './report.ts'
import { type PlanEdits, usePlanEdits } from './use-plan-edits.ts'

const TEXTS = defineTexts({
  en: {
    help: 'This is what the words became. Drag anything, and the clip is rendered anew with it set by hand, whatever the words say.',
    mark: 'what the words gave',
    byHand: (count: number) => `${count} set by hand`,
    resetAll: 'All back to the words',
    empty: 'The words ask for nothing in particular. Add a control to shape the sound by hand.',
  },
  tr: {
    help: 'Sözcükler buna dönüştü. İstediğinizi sürükleyin: klip, sözcükler ne derse desin o değerle yeniden işlenir.',
    mark: 'sözcüklerin verdiği',
    byHand: (count: number) => `${count} değer elle ayarlandı`,
    resetAll: 'Hepsini sözcüklere bırak',
    empty: 'Sözcükler belirli bir şey istemiyor. Sesi elle biçimlendirmek için bir kontrol ekleyin.',
  },
})

const LAYERS = 'layers'

interface PlanEditorProps {
  readonly controls: readonly PlanControl[]
  /** Set by hand for the next run. */
  readonly plan: PlanValues | undefined
  readonly words: WordsPlan
  /** Set by hand in the run that is shown. */
  readonly ranWith: PlanValues
  readonly onPlan: (plan: PlanValues | undefined, pace: Pace) => void
}

export function PlanEditor({ controls, plan, words, ranWith, onPlan }: PlanEditorProps) {
  const t = useTexts(TEXTS)
  const edits = usePlanEdits({ plan, words, ranWith, onPlan })
  const [focused, setFocused] = useState<string>()
  const shown = controls.filter(({ key }) => edits.isShown(key))
  const add = (key: string): void => {
    edits.add(key)
    setFocused(key)
  }
  return (
    <div className="@container grid gap-3">
      <p className="max-w-prose text-xs text-dim">{t.help}</p>
      {shown.length === 0 && <p className="text-dim">{t.empty}</p>}
      <div className="gap-8 @3xl:columns-2">
        {grouped(shown).map((group) => (
          <Group key={group.name} {...{ group, plan, words, edits, focused }} />
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <AddControl controls={controls.filter(({ key }) => !edits.isShown(key))} onAdd={add} />
        <HandSet count={Object.keys(plan ?? {}).length} onReset={() => onPlan(undefined, 'done')} />
      </div>
      <p role="status" className="sr-only">
        {t.byHand(Object.keys(plan ?? {}).length)}
      </p>
    </div>
  )
}

interface GroupProps extends Pick<PlanEditorProps, 'plan' | 'words'> {
  readonly group: ControlGroup
  readonly edits: PlanEdits
  /** The key that was added last. */
  readonly focused: string | undefined
}

function Group({ group, plan, words, edits, focused }: GroupProps) {
  const language = useLanguage()
  return (
    <section className="mb-4 grid break-inside-avoid gap-0.5">
      <h4 className="border-b border-line pb-1 text-xs font-medium text-dim">{groupTitle(group.name, language)}</h4>
      {group.controls.map((control) => (
        <PlanSlider
          key={control.key}
          control={control}
          set={plan?.[control.key]}
          words={words(control.key)}
          focusFirst={control.key === focused}
          onSet={(value, pace) => edits.set(control.key, value, pace)}
          onMute={group.name === LAYERS ? () => edits.toggleMute(control.key) : undefined}
        />
      ))}
    </section>
  )
}

/** How much was taken out of the words' hands, and the way back. */
function HandSet({ count, onReset }: { readonly count: number; readonly onReset: () => void }) {
  const t = useTexts(TEXTS)
  if (count === 0) return null
  return (
    <>
      <Button look="quiet" onClick={onReset}>
        <RotateCcw /> {t.resetAll}
      </Button>
      <span className="flex items-center gap-1.5 text-xs font-semibold">
        <span className="size-2.5 rounded-full border-2 border-accent" /> {t.byHand(count)}
      </span>
      <span className="flex items-center gap-1.5 text-xs text-dim">
        <span className="h-3.5 w-0.5 rounded-full bg-before" /> {t.mark}
      </span>
    </>
  )
}
