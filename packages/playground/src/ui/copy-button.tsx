import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Button, IconButton } from './button.tsx'
import { copyText } from './copy-text.ts'

const TEXTS = defineTexts({
  en: { copy: 'Copy', copied: 'Copied' },
  tr: { copy: 'Kopyala', copied: 'Kopyalandı' },
})

const SHOWN_MS = 1500

/** @param children what it says; "Copy" when absent */
export function CopyButton({ text, children }: { readonly text: string; readonly children?: string }) {
  const t = useTexts(TEXTS)
  const { copied, copy } = useCopy(text)
  return (
    <Button look="quiet" onClick={copy}>
      {copied ? <Check /> : <Copy />}
      <span aria-live="polite">{copied ? t.copied : (children ?? t.copy)}</span>
    </Button>
  )
}

/** The same without words, where there is little room. */
export function CopyIcon({ text }: { readonly text: string }) {
  const t = useTexts(TEXTS)
  const { copied, copy } = useCopy(text)
  return (
    <>
      <IconButton label={t.copy} className="size-7" onClick={copy}>
        {copied ? <Check /> : <Copy />}
      </IconButton>
      <span aria-live="polite" className="sr-only">
        {copied && t.copied}
      </span>
    </>
  )
}

function useCopy(text: string) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    const timer = copied ? setTimeout(() => setCopied(false), SHOWN_MS) : undefined
    return () => clearTimeout(timer)
  }, [copied])
  // Where copying is refused the text can still be selected.
  const copy = (): void =>
    void copyText(text).then(
      () => setCopied(true),
      () => undefined,
    )
  return { copied, copy }
}
