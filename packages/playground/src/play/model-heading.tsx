import { Braces, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { CatalogueModel, ModelName } from '../catalogue/catalogue.ts'
import { MODEL_TITLES } from '../catalogue/model-texts.ts'
import { ServerSentence } from '../i18n/server-words/server-words.tsx'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Chip } from '../ui/panel.tsx'
import { useFieldText } from './form/field-texts.ts'
import type { FormFields } from './form/form-fields.ts'
import { SchemaView } from './schema-view.tsx'

const DESCRIPTIONS = defineTexts<Record<ModelName, string>>({
  en: {
    'audio-to-audio': 'Turns a clip into a new one that follows your words.',
    music: 'Makes a piece of music from words.',
    'text-to-audio': 'Makes a sound effect or a scene from words.',
    'audio-inpainting': 'Makes stretches of a clip anew and leaves the rest as it was.',
    'audio-outpainting': 'Continues a clip before its beginning and after its end.',
  },
  tr: {
    'audio-to-audio': 'Bir klibi sözlerinize uyan yeni bir klibe dönüştürür.',
    music: 'Sözlerden bir müzik parçası üretir.',
    'text-to-audio': 'Sözlerden bir ses efekti ya da bir ses sahnesi üretir.',
    'audio-inpainting': 'Klibin seçtiğiniz bölümlerini yeniden üretir, kalanını olduğu gibi bırakır.',
    'audio-outpainting': 'Klibi başından önceye ve sonundan sonraya doğru sürdürür.',
  },
})

const TEXTS = defineTexts({
  en: {
    schema: 'Show schema',
    title: 'Schema of the inputs',
    engine: 'Engine',
    ignores: (names: string) => `It ignores: ${names}.`,
  },
  tr: {
    schema: 'Şemayı göster',
    title: 'Girdilerin şeması',
    engine: 'Motor',
    ignores: (names) => `Şunları kullanmaz: ${names}.`,
  },
})

interface ModelHeadingProps {
  readonly name: ModelName
  readonly model: CatalogueModel
  readonly fields: FormFields
}

/** What the model does, and what honestly does it here. */
export function ModelHeading({ name, model, fields }: ModelHeadingProps) {
  const t = useTexts(TEXTS)
  const titles = useTexts(MODEL_TITLES)
  const descriptions = useTexts(DESCRIPTIONS)
  const textOf = useFieldText()
  const [open, setOpen] = useState(false)
  const { engine } = model
  return (
    <header className="grid gap-1">
      <div className="flex items-center justify-between gap-2">
        <h1 className="text-xl font-semibold tracking-tight">{titles[name]}</h1>
        <Button look="quiet" className="-mr-2" onClick={() => setOpen(true)}>
          <Braces /> {t.schema}
        </Button>
      </div>
      <p>{descriptions[name]}</p>
      {engine && (
        <p className="mt-1 text-xs text-dim">
          <Chip>
            {t.engine}: {engine.name}
          </Chip>{' '}
          <ServerSentence>{engine.description}</ServerSentence>
          {fields.ignored.length > 0 && ` ${t.ignores(fields.ignored.map((field) => textOf(field).title).join(', '))}`}
        </p>
      )}
      <Dialog title={t.title} open={open} onClose={() => setOpen(false)}>
        <p className="mb-3 font-mono text-xs break-all text-dim">{model.model_id}</p>
        <SchemaView model={model} />
      </Dialog>
    </header>
  )
}

const INSTALL_TEXTS = defineTexts({
  en: {
    title: 'This model needs weights that are not installed here.',
    how: (several: boolean) =>
      `Run ${several ? 'one of these' : 'this'} on the server’s machine; once it is there, the model works without a restart. The form may be looked at meanwhile.`,
  },
  tr: {
    title: 'Bu model için gereken ağırlıklar burada kurulu değil.',
    how: (several) =>
      `Sunucunun makinesinde ${several ? 'bunlardan birini' : 'bunu'} çalıştırın; kurulunca model yeniden başlatmadan çalışır. Form bu sırada incelenebilir.`,
  },
})

/** In place of a button that could only be refused. */
export function InstallNote({ install }: { readonly install: string }) {
  const t = useTexts(INSTALL_TEXTS)
  const commands = [...install.matchAll(/"(retimbre [^"]+)"/g)].flatMap(([, command]) => command ?? [])
  return (
    <div className="grid gap-2">
      <p className="flex gap-2 font-medium">
        <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warn" aria-hidden /> {t.title}
      </p>
      <p className="text-xs text-dim">{t.how(commands.length > 1)}</p>
      {commands.map((command) => (
        <div key={command} className="flex items-center justify-between gap-2 rounded-md bg-raised py-0.5 pl-2.5">
          <code className="min-w-0 font-mono text-xs break-all">{command}</code>
          <CopyButton text={command} />
        </div>
      ))}
    </div>
  )
}
