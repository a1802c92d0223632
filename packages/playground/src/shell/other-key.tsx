import { defineTexts, useTexts } from '../i18n/texts.ts'
import { declineOfferedKey, takeOfferedKey, useIsKeyOffered } from '../session.ts'
import { Button } from '../ui/button.tsx'

const TEXTS = defineTexts({
  en: {
    title: 'Another key',
    what: 'The address that you opened has another key than this page uses. With it, clips and results are those of its account.',
    take: 'Use the other key',
    stay: 'Stay signed in as before',
  },
  tr: {
    title: 'Başka bir anahtar',
    what: 'Açtığınız adresteki anahtar bu sayfanın kullandığından farklı. Onunla sesler ve sonuçlar o hesaba ait olur.',
    take: 'Öteki anahtarı kullan',
    stay: 'Oturum olduğu gibi kalsın',
  },
})

/** Asks before a link changes the account. */
export function OtherKey({ onTake }: { readonly onTake: () => void }) {
  const t = useTexts(TEXTS)
  if (!useIsKeyOffered()) return null
  const take = (): void => {
    onTake()
    takeOfferedKey()
  }
  return (
    <section aria-label={t.title} className="mx-auto max-w-7xl px-4 pt-4">
      <div className="flex flex-wrap items-center gap-3 rounded-xl border border-warn/50 bg-panel p-4">
        <p role="status" className="min-w-60 grow basis-0">
          {t.what}
        </p>
        <Button look="primary" onClick={declineOfferedKey}>
          {t.stay}
        </Button>
        <Button onClick={take}>{t.take}</Button>
      </div>
    </section>
  )
}
