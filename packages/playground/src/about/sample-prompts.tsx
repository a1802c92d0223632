import { CornerDownLeft } from 'lucide-react'
import { useState } from 'react'
import type { ModelName } from '../catalogue/catalogue.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { setInput } from '../play/desk.ts'

const TEXTS = defineTexts({
  en: { use: (prompt: string) => `Write into the prompt: ${prompt}`, taken: 'Written into the prompt.' },
  tr: { use: (prompt: string) => `İsteme yaz: ${prompt}`, taken: 'İsteme yazıldı.' },
})

interface SamplePromptsProps {
  readonly model: ModelName
  readonly prompts: readonly string[]
}

/** A click puts one into the form. */
export function SamplePrompts({ model, prompts }: SamplePromptsProps) {
  const t = useTexts(TEXTS)
  const [taken, setTaken] = useState<string>()
  const take = (prompt: string): void => {
    setInput(model, 'prompt', prompt)
    setTaken(prompt)
  }
  return (
    <>
      <ul className="grid gap-1.5">
        {prompts.map((prompt) => (
          <li key={prompt}>
            <button
              type="button"
              aria-label={t.use(prompt)}
              onClick={() => take(prompt)}
              className="group flex w-full items-start justify-between gap-2 rounded-md border border-line px-3 py-1.5 text-left hover:bg-raised"
            >
              {prompt}
              <CornerDownLeft className="mt-1 size-3.5 shrink-0 text-dim group-hover:text-accent" aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className="min-h-5 text-xs text-good">
        {taken !== undefined && t.taken}
      </p>
    </>
  )
}
