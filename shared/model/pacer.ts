/**
 * Gives the event loop a turn after each slice of work, so that a process in the middle of a long loop still hears that it was
 * cancelled: a synchronous loop never sees the message that aborts it.
 */
export interface Pacer {
  /** Call it often; waits only when a slice of about 20 ms is over. Throws `AppError('cancelled')`. */
  turn(): Promise<void> | undefined
}
