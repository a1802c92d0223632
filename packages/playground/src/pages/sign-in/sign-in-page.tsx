import { useEffect } from 'react'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Command } from '../shared/command.tsx'
import { KeyForm } from './key-form.tsx'
import { BARS, openingPicture } from './opening-picture.ts'
import { isThisMachine } from './where.ts'

const TEXTS = defineTexts({
  en: {
    title: 'Hand it a clip and a sentence. Get the clip back, transformed.',
    what: 'Retimbre is an audio-to-audio studio that runs on a machine of your own, with the API of Stable Audio 3.',
    enter: 'Come in',
    own: 'On your own machine it is one click:',
    ownRest: 'prints an address that ends in #key=… Open it, and you are in.',
    noKey: 'I have no key',
    noKeyOwn: 'On the machine that runs the server, in the folder of Retimbre, this makes one:',
    noKeyOther: 'Somebody else runs the server? Then ask them for a key.',
    hereTitle: 'Your sound stays here',
    here: 'Clips and results are worked on and kept on this machine. Nothing leaves it unless you ask for a webhook.',
    thereTitle: 'Your sound stays on this server',
    there: (host: string) =>
      `Clips and results are worked on and kept at ${host}. Nothing leaves it unless you ask for a webhook.`,
    keyTitle: 'The key stays in this browser',
    key: 'It is kept until you sign out, and sent to this server alone.',
    goneTitle: 'Nothing is kept for ever',
    gone: 'Clips and results are removed after some days; the history says how many.',
  },
  tr: {
    title: 'Bir ses ve bir cümle verin. Sesiniz dönüşüp geri gelsin.',
    what: 'Retimbre, kendi makinenizde çalışan, Stable Audio 3 API’siyle uyumlu bir sesten sese stüdyodur.',
    enter: 'İçeri girin',
    own: 'Kendi makinenizde tek tık yeter:',
    ownRest: 'sonu #key=… ile biten bir adres yazdırır. Açın, içeridesiniz.',
    noKey: 'Anahtarım yok',
    noKeyOwn: 'Sunucunun çalıştığı makinede, Retimbre klasöründe şu komut bir anahtar oluşturur:',
    noKeyOther: 'Sunucuyu başkası mı yönetiyor? Anahtarı ondan isteyin.',
    hereTitle: 'Sesiniz burada kalır',
    here: 'Sesler ve sonuçlar bu makinede işlenir ve saklanır. Siz webhook istemedikçe hiçbir şey dışarı çıkmaz.',
    thereTitle: 'Sesiniz bu sunucuda kalır',
    there: (host) =>
      `Sesler ve sonuçlar ${host} üzerinde işlenir ve saklanır. Siz webhook istemedikçe hiçbir şey dışarı çıkmaz.`,
    keyTitle: 'Anahtar bu tarayıcıda kalır',
    key: 'Çıkış yapana dek saklanır, yalnızca bu sunucuya gönderilir.',
    goneTitle: 'Hiçbir şey sonsuza dek tutulmaz',
    gone: 'Sesler ve sonuçlar birkaç gün sonra silinir; kaç gün olduğu Geçmiş sayfasında yazar.',
  },
})

/** For a server that `npm start` has begun; others know where their data is. */
const NEW_KEY = 'npx retimbre key create --name browser --data data'

/** The first page there is: what this is, and the way in. */
export function SignInPage() {
  const t = useTexts(TEXTS)
  const here = isThisMachine(location.hostname)
  useEffect(() => {
    document.title = 'Retimbre'
  }, [])
  return (
    <div className="mx-auto grid max-w-5xl grid-cols-[minmax(0,1fr)] gap-8 pt-4 pb-10 sm:pt-10">
      <header className="grid gap-6">
        <div className="grid justify-items-center gap-3 text-center">
          <h1 className="max-w-3xl text-2xl leading-tight font-semibold tracking-tight text-balance sm:text-4xl">
            {t.title}
          </h1>
          <p className="max-w-xl text-base text-balance text-dim">{t.what}</p>
        </div>
        <Picture />
      </header>
      <section
        aria-labelledby="enter"
        className="mx-auto grid w-full max-w-lg gap-4 rounded-2xl border border-line bg-panel p-5 shadow-xl shadow-black/5"
      >
        <h2 id="enter" className="sr-only">
          {t.enter}
        </h2>
        <KeyForm />
        <p className="text-dim">
          {t.own} <code className="rounded bg-raised px-1.5 py-0.5 font-mono text-xs text-ink">npm start</code>{' '}
          {t.ownRest}
        </p>
        <details className="text-dim">
          <summary className="hover:text-ink">{t.noKey}</summary>
          <div className="grid gap-2 pt-2">
            <p>{t.noKeyOwn}</p>
            <Command text={NEW_KEY} />
            <p>{t.noKeyOther}</p>
          </div>
        </details>
      </section>
      <ul className="mx-auto grid max-w-4xl gap-x-8 gap-y-4 sm:grid-cols-3">
        <Pledge title={here ? t.hereTitle : t.thereTitle}>{here ? t.here : t.there(location.host)}</Pledge>
        <Pledge title={t.keyTitle}>{t.key}</Pledge>
        <Pledge title={t.goneTitle}>{t.gone}</Pledge>
      </ul>
    </div>
  )
}

const Pledge = ({ title, children }: { readonly title: string; readonly children: string }) => (
  <li>
    <p className="font-semibold">{title}</p>
    <p className="text-dim">{children}</p>
  </li>
)

const WIDTH = 720
const HEIGHT = 120

const Picture = () => (
  <svg aria-hidden="true" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="mx-auto h-20 w-full max-w-3xl sm:h-28">
    {openingPicture.map(({ place, height, changed }) => (
      <rect
        key={place}
        x={place * (WIDTH - WIDTH / BARS)}
        width={(WIDTH / BARS) * 0.56}
        y={(HEIGHT * (1 - height)) / 2}
        height={HEIGHT * height}
        rx={2.8}
        style={{ fill: `color-mix(in oklab, var(--after) ${Math.round(changed * 100)}%, var(--before))` }}
      />
    ))}
  </svg>
)
