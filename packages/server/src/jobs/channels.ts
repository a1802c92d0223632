/** NOTIFY channels of the queue. The payload of each is the prediction's id; each is sent when the change commits. */
export const CREATED_CHANNEL = 'prediction_created'
export const FINISHED_CHANNEL = 'prediction_finished'
/** For the worker that was at it, wherever it runs. */
export const CANCELLED_CHANNEL = 'prediction_cancelled'

/** Sent by a trigger for every change that a watcher can see: id, account, and `moved` when the queue did. */
export const CHANGED_CHANNEL = 'prediction_changed'
