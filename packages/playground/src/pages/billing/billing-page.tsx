import { useCatalogue } from '../../catalogue/catalogue.ts'
import { useFormats } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Panel } from '../../ui/panel.tsx'
import { Page } from '../shared/page.tsx'
import { useBalance } from '../shared/use-balance.ts'
import { Failed, Waiting } from '../shared/waiting.tsx'
import { Records } from './records.tsx'
import { BILLING_TEXTS } from './texts.ts'
import { Usage } from './usage.tsx'

export default function BillingPage() {
  const t = useTexts(BILLING_TEXTS)
  const balance = useBalance()
  const catalogue = useCatalogue()
  const failed = [balance, catalogue].find(({ isError }) => isError)
  const billed = catalogue.data?.server.billing === 'on'
  return (
    <Page title={t.title} lead={t.lead}>
      {failed && <Failed error={failed.error} onAgain={() => void failed.refetch()} />}
      {!failed && (balance.isPending || catalogue.isPending) && <Waiting />}
      {balance.data && catalogue.data && (
        <>
          <Balance dollars={balance.data.balance} billed={billed} />
          <Usage billed={billed} />
          <Records billed={billed} />
        </>
      )}
    </Page>
  )
}

function Balance({ dollars, billed }: { readonly dollars: number; readonly billed: boolean }) {
  const t = useTexts(BILLING_TEXTS)
  const formats = useFormats()
  return (
    <Panel className="grid gap-x-8 gap-y-2 sm:grid-cols-[auto_minmax(0,1fr)] sm:items-center">
      <div>
        <h2 className="text-xs text-dim">{billed ? t.balance : t.off}</h2>
        <p className="text-3xl font-semibold tracking-tight">{formats.dollars(dollars)}</p>
      </div>
      <div className="max-w-2xl text-dim">
        {billed ? (
          <>
            <p>{t.balanceHelp}</p>
            <p>{t.topUp}</p>
          </>
        ) : (
          <p>{t.offText}</p>
        )}
      </div>
    </Panel>
  )
}
