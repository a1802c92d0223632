import { isModelName, MODEL_NAMES, modelId, shortName } from '../../catalogue/catalogue.ts'
import { MODEL_TITLES } from '../../catalogue/model-texts.ts'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Select } from '../../ui/field.tsx'

const TEXTS = defineTexts({
  en: { model: 'Model', all: 'All models' },
  tr: { model: 'Model', all: 'Tüm modeller' },
})

/** What people call a model; a stranger's keeps its id. */
export function useModelTitle(): (id: string) => string {
  const titles = useTexts(MODEL_TITLES)
  return (id) => {
    const name = shortName(id)
    return isModelName(name) ? titles[name] : name
  }
}

interface ModelChoiceProps {
  /** A model's id; none: all. */
  readonly model: string | undefined
  readonly onChange: (model: string | undefined) => void
}

export function ModelChoice({ model, onChange }: ModelChoiceProps) {
  const t = useTexts(TEXTS)
  const title = useModelTitle()
  return (
    <Select
      aria-label={t.model}
      className="sm:w-auto"
      value={model ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{t.all}</option>
      {MODEL_NAMES.map(modelId).map((id) => (
        <option key={id} value={id}>
          {title(id)}
        </option>
      ))}
    </Select>
  )
}
