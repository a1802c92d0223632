import { useFormats } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Panel } from '../../ui/panel.tsx'
import { isBillingOff } from '../shared/billing-off.ts'
import { Page } from '../shared/page.tsx'
import { useBalance } from '../shared/use-balance.ts'
import { Failed, Waiting } from '../shared/waiting.tsx'
import { Records } from './records.tsx'
import { BILLING_TEXTS } from './texts.ts'
import { Usage } from './usage.tsx'

export default function BillingPage() {
  const t = useTexts(BILLING_TEXTS)
  const balance = useBalance()
  return (
    <Page title={t.title} lead={t.lead}>
      {balance.isPending && <Waiting />}
      {balance.isError && <Failed error={balance.error} onAgain={() => void balance.refetch()} />}
      {balance.data && (
        <>
          <Balance dollars={balance.data.balance} />
          <Usage billed={!isBillingOff(balance.data.balance)} />
          <Records billed={!isBillingOff(balance.data.balance)} />
        </>
      )}
    </Page>
  )
}

function Balance({ dollars }: { readonly dollars: number }) {
  const t = useTexts(BILLING_TEXTS)
  const formats = useFormats()
  const off = isBillingOff(dollars)
  return (
    <Panel className="grid gap-x-8 gap-y-2 sm:grid-cols-[auto_minmax(0,1fr)] sm:items-center">
      <div>
        <h2 className="text-xs text-dim">{off ? t.off : t.balance}</h2>
        <p className="text-3xl font-semibold tracking-tight">{formats.dollars(dollars)}</p>
      </div>
      <div className="max-w-2xl text-dim">
        {off ? (
          <p>{t.offText}</p>
        ) : (
          <>
            <p>{t.balanceHelp}</p>
            <p>{t.topUp}</p>
          </>
        )}
      </div>
    </Panel>
  )
}
