import { Link } from 'wouter'
import type { CatalogueModel } from '../catalogue/catalogue.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Chip } from '../ui/panel.tsx'

const TEXTS = defineTexts({
  en: {
    restyle:
      'The embedded engine: signal processing and a small procedural arranger, driven by a lexicon of 345 descriptors, genres and scenes in English and Turkish. It is not Stable Audio 3 and never says it is. It needs no model files and runs on one processor core.',
    diffusion:
      'Stable Audio 3, from the published weights that are installed here. They belong to Stability AI and are under their own licence. The numbers of this implementation equal the reference’s on small checkpoints; nobody has listened to the published weights with it here.',
    none: 'Nothing yet: no engine that is installed here serves this model. It needs a Stable Audio 3 checkpoint.',
    other: 'An engine that this page does not know.',
    instead: 'Stable Audio 3 takes over as soon as a checkpoint is installed.',
    install: 'How to install one',
    ignored: 'It has no use for:',
  },
  tr: {
    restyle:
      'Yerleşik motor: sinyal işleme ve küçük bir düzenleyici; Türkçe ve İngilizce 345 niteleme, tarz ve sahneden oluşan bir sözlükle yönetilir. Stable Audio 3 değildir ve öyleymiş gibi davranmaz. Model dosyası istemez, tek işlemci çekirdeğinde çalışır.',
    diffusion:
      'Burada kurulu, yayımlanmış ağırlıklarla Stable Audio 3. Ağırlıklar Stability AI’ındır ve kendi lisanslarına bağlıdır. Bu gerçeklemenin sayıları küçük model dosyalarında referansla eşittir; yayımlanan ağırlıkları burada kimse dinlemedi.',
    none: 'Henüz hiçbir şey: kurulu motorların hiçbiri bu modeli sunmuyor. Bir Stable Audio 3 model dosyası gerekir.',
    other: 'Bu sayfanın tanımadığı bir motor.',
    instead: 'Bir model dosyası kurulur kurulmaz işi Stable Audio 3 devralır.',
    install: 'Nasıl kurulur',
    ignored: 'Şunları kullanmaz:',
  },
})

const KNOWN: Readonly<Record<string, 'restyle' | 'diffusion'>> = {
  'dsp-restyle': 'restyle',
  'stable-audio-3': 'diffusion',
}

/** Honest about which of the two engines serves the model here and now. */
export function EngineNote({ model: { engine, ignored_inputs: ignored } }: { readonly model: CatalogueModel }) {
  const t = useTexts(TEXTS)
  const kind = engine === null ? 'none' : (KNOWN[engine.name] ?? 'other')
  return (
    <div className="grid max-w-prose gap-2">
      {engine && (
        <p className="flex flex-wrap items-center gap-1.5">
          <Chip tone={kind === 'restyle' ? 'warn' : 'good'}>
            {engine.name} {engine.version}
          </Chip>
          {engine.checkpoints.map(({ name }) => (
            <Chip key={name}>{name}</Chip>
          ))}
        </p>
      )}
      <p>{t[kind]}</p>
      {ignored.length > 0 && (
        <p className="text-dim">
          {t.ignored} <span className="font-mono text-xs text-ink">{ignored.join(', ')}</span>
        </p>
      )}
      {kind !== 'diffusion' && (
        <p>
          {kind === 'restyle' && `${t.instead} `}
          <Link href="/models" className="underline hover:text-dim">
            {t.install}
          </Link>
        </p>
      )}
    </div>
  )
}
