import { Check, Copy, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Button, IconButton } from './button.tsx'
import { copyText } from './copy-text.ts'

const TEXTS = defineTexts({
  en: { copy: 'Copy', copied: 'Copied', failed: 'The browser refuses' },
  tr: { copy: 'Kopyala', copied: 'Kopyalandı', failed: 'Tarayıcı izin vermedi' },
})

const SHOWN_MS = 1500
const ICONS = { copy: <Copy />, copied: <Check />, failed: <X /> } as const

/** @param children what it says; "Copy" when absent */
export function CopyButton({ text, children }: { readonly text: string; readonly children?: string }) {
  const t = useTexts(TEXTS)
  const { outcome, copy } = useCopy(text)
  return (
    <Button look="quiet" onClick={copy}>
      {ICONS[outcome ?? 'copy']}
      <span aria-live="polite">{outcome ? t[outcome] : (children ?? t.copy)}</span>
    </Button>
  )
}

/** The same without words, where there is little room. */
export function CopyIcon({ text }: { readonly text: string }) {
  const t = useTexts(TEXTS)
  const { outcome, copy } = useCopy(text)
  return (
    <>
      <IconButton label={t.copy} className="size-7" onClick={copy}>
        {ICONS[outcome ?? 'copy']}
      </IconButton>
      <span aria-live="polite" className="sr-only">
        {outcome && t[outcome]}
      </span>
    </>
  )
}

function useCopy(text: string) {
  const [outcome, setOutcome] = useState<'copied' | 'failed'>()
  useEffect(() => {
    const timer = outcome ? setTimeout(() => setOutcome(undefined), SHOWN_MS) : undefined
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = (): void =>
    void copyText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    )
  return { outcome, copy }
}
