import { dollars } from '../../models/money.ts'
import type { Bill } from '../../ports.ts'
import type { BillObject } from './billing-schemas.ts'

/**
 * A bill on the wire. A job is reserved once and concluded once, so its own id tells each of its entries apart: `d-` for
 * what was deducted, `r-` for the refund, `o-` for the order that both belong to.
 */
export function presentBill(bill: Bill): BillObject {
  const { predictionId, keyId, predictionStatus: status } = bill
  const price = dollars(bill.amountMicrodollars)
  const ended = status === 'completed' || status === 'failed'
  return {
    uuid: `${bill.type === 'deduct' ? 'd' : 'r'}-${predictionId}`,
    billing_type: bill.type,
    price,
    access_key_name: bill.keyName,
    access_key_uuid: keyId,
    created_at: bill.createdAt.toISOString(),
    updated_at: bill.updatedAt.toISOString(),
    order: {
      uuid: `o-${predictionId}`,
      state: ended ? 'done' : 'pre',
      status: ended ? (status === 'completed' ? 'success' : 'refunded') : 'pending',
      price,
      origin_price: price,
      ak_id: keyId,
    },
    prediction: { uuid: predictionId, model_uuid: bill.model, status },
  }
}
