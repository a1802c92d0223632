import { RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { useErrorText } from '../../i18n/error-texts.ts'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/panel.tsx'

const TEXTS = defineTexts({
  en: { loading: 'Loading …', again: 'Try again' },
  tr: { loading: 'Yükleniyor …', again: 'Yeniden dene' },
})

const SKETCH = ['w-11/12', 'w-9/12', 'w-10/12', 'w-7/12', 'w-11/12', 'w-8/12'] as const

/** Where something will stand, while it is fetched. */
export function Waiting({ rows = 3 }: { readonly rows?: number }) {
  const t = useTexts(TEXTS)
  return (
    <div role="status" className="grid gap-3 py-1">
      <span className="sr-only">{t.loading}</span>
      {SKETCH.slice(0, rows).map((width, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing but its place tells one from another
        <span key={row} aria-hidden className={`h-4 animate-pulse rounded bg-raised ${width}`} />
      ))}
    </div>
  )
}

/** What went wrong, and once more. */
export function Failed({ error, onAgain }: { readonly error: unknown; readonly onAgain?: () => void }) {
  const t = useTexts(TEXTS)
  const errorText = useErrorText()
  return (
    <Notice tone="bad">
      <span className="flex flex-wrap items-center justify-between gap-2">
        {errorText(error)}
        {onAgain && (
          <Button onClick={onAgain}>
            <RotateCw /> {t.again}
          </Button>
        )}
      </span>
    </Notice>
  )
}

/** Nothing yet: what would be here, and how it gets here. */
export const Empty = ({ title, children }: { readonly title: string; readonly children?: ReactNode }) => (
  <div className="grid justify-items-center gap-2 rounded-xl border border-dashed border-line px-4 py-12 text-center">
    <p className="font-semibold">{title}</p>
    <div className="grid max-w-md justify-items-center gap-4 text-dim">{children}</div>
  </div>
)
