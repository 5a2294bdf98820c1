/** Without case and accents: in this form texts are searched for what somebody types. */
export function foldAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
