/** The channels between the window and main. */
export const REQUEST_CHANNEL = 'rehearsal:request'
/** What was dropped on the window, as paths. No page can write to it: the preload makes the paths out of the dropped files themselves. */
export const DROP_CHANNEL = 'rehearsal:drop'
export const EVENT_CHANNEL = 'rehearsal:event'
