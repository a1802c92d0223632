/** NOTIFY channels of the queue. The payload of both is the prediction's id; both are sent when the change commits. */
export const CREATED_CHANNEL = 'prediction_created'
export const FINISHED_CHANNEL = 'prediction_finished'
