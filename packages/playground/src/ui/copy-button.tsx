import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Button } from './button.tsx'

const TEXTS = defineTexts({
  en: { copy: 'Copy', copied: 'Copied' },
  tr: { copy: 'Kopyala', copied: 'Kopyalandı' },
})

const SHOWN_MS = 1500

/** @param children what it says; "Copy" when absent */
export function CopyButton({ text, children }: { readonly text: string; readonly children?: string }) {
  const t = useTexts(TEXTS)
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    const timer = copied ? setTimeout(() => setCopied(false), SHOWN_MS) : undefined
    return () => clearTimeout(timer)
  }, [copied])
  const copy = (): void => void navigator.clipboard.writeText(text).then(() => setCopied(true))
  return (
    <Button look="quiet" onClick={copy}>
      {copied ? <Check /> : <Copy />}
      <span aria-live="polite">{copied ? t.copied : (children ?? t.copy)}</span>
    </Button>
  )
}
