import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/field.tsx'
import { DayChoice } from '../shared/day-choice.tsx'
import { ModelChoice } from '../shared/model-choice.tsx'
import { type HistoryFilters, isFiltered, STATUSES } from './history-filters.ts'
import { HISTORY_TEXTS } from './texts.ts'

interface FilterBarProps {
  readonly filters: HistoryFilters
  readonly onChange: (filters: HistoryFilters) => void
}

export function FilterBar({ filters, onChange }: FilterBarProps) {
  const t = useTexts(HISTORY_TEXTS)
  return (
    <div className="grid gap-2 sm:flex sm:flex-wrap sm:items-center">
      <div className="grid grid-cols-2 gap-2 sm:flex">
        <ModelChoice model={filters.model} onChange={(model) => onChange({ ...filters, model })} />
        <Select
          aria-label={t.status}
          className="sm:w-auto"
          value={filters.status ?? ''}
          onChange={({ target }) =>
            onChange({ ...filters, status: STATUSES.find((status) => status === target.value) })
          }
        >
          <option value="">{t.anyStatus}</option>
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {t[status]}
            </option>
          ))}
        </Select>
      </div>
      <DayChoice span={filters} onChange={(span) => onChange({ ...filters, ...span })} />
      {isFiltered(filters) && (
        <Button look="quiet" onClick={() => onChange({})}>
          {t.clear}
        </Button>
      )}
    </div>
  )
}
