import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Tooltip } from 'radix-ui'
import { lazy, useEffect } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { ApiError } from './api/api-error.ts'
import { isModelName, shortName } from './catalogue/catalogue.ts'
import { useLanguage } from './i18n/language.ts'
import { defineTexts, useTexts } from './i18n/texts.ts'
import { SignInPage } from './pages/sign-in/sign-in-page.tsx'
import { clearDesks, pathOf } from './play/desk.ts'
import { PlayPage } from './play/play-page.tsx'
import { useEventStream } from './runs/runs.ts'
import { useRefresh } from './runs/use-refresh.ts'
import { forgetKey, useKey } from './session.ts'
import { Header } from './shell/header.tsx'
import { OtherKey } from './shell/other-key.tsx'
import { LazyPart } from './ui/lazy-part.tsx'

const HistoryPage = lazy(() => import('./pages/history/history-page.tsx'))
const KeysPage = lazy(() => import('./pages/keys/keys-page.tsx'))
const BillingPage = lazy(() => import('./pages/billing/billing-page.tsx'))
const ModelsPage = lazy(() => import('./pages/models/models-page.tsx'))

const TEXTS = defineTexts({
  en: { skip: 'Skip to the content', loading: 'Loading …' },
  tr: { skip: 'İçeriğe geç', loading: 'Yükleniyor …' },
})

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays one; a server that is away may come back.
      retry: (count, error) => count < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
    },
  },
})

function signOut(): void {
  forgetKey()
  clearDesks()
}

export function App() {
  const t = useTexts(TEXTS)
  const language = useLanguage()
  const signedIn = useKey() !== undefined
  const [path] = useLocation()
  useEventStream()
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return (
    <QueryClientProvider client={queries}>
      <Tooltip.Provider delayDuration={400}>
        <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-panel focus:p-2">
          {t.skip}
        </a>
        <Header onSignOut={signOut} />
        <OtherKey onTake={clearDesks} />
        <main id="content" className="mx-auto max-w-7xl px-4 py-4">
          <LazyPart key={path} waiting={<p className="text-dim">{t.loading}</p>}>
            {signedIn ? <Pages /> : <SignInPage />}
          </LazyPart>
        </main>
      </Tooltip.Provider>
    </QueryClientProvider>
  )
}

/** The addresses that users of the hosted service know lead to the same places. */
function Pages() {
  useRefresh()
  return (
    <Switch>
      <Route path="/play/:model">{({ model }) => <Play name={model} />}</Route>
      <Route path="/models/*?">
        {({ '*': id }) => (id ? <Redirect to={`/play/${shortName(id)}`} replace /> : <ModelsPage />)}
      </Route>
      <Route path="/history" component={HistoryPage} />
      <Route path="/keys" component={KeysPage} />
      <Route path="/billing" component={BillingPage} />
      <Route path="/predictions">
        <Redirect to="/history" replace />
      </Route>
      <Route path="/accesskey">
        <Redirect to="/keys" replace />
      </Route>
      <Route path="/top-up">
        <Redirect to="/billing" replace />
      </Route>
      <Route>
        <Redirect to={pathOf('audio-to-audio')} replace />
      </Route>
    </Switch>
  )
}

const Play = ({ name }: { readonly name: string }) =>
  isModelName(name) ? <PlayPage key={name} model={name} /> : <Redirect to={pathOf('audio-to-audio')} replace />
