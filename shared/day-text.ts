/*
 * Days as people read them, in English as all texts and in UTC: `21 Nov 2026`.
 */

export const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `21 Nov 2026` of an instant or a date; the text itself where it is neither. */
export function dayText(instant: string): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return instant
  return `${dayAndMonth(date)} ${String(date.getUTCFullYear())}`
}

/** `21 Nov`. */
export function dayAndMonth(date: Date): string {
  return `${String(date.getUTCDate())} ${MONTHS[date.getUTCMonth()] ?? ''}`
}
