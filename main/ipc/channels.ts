/** The two channels between the window and main. */
export const REQUEST_CHANNEL = 'rehearsal:request'
export const EVENT_CHANNEL = 'rehearsal:event'
