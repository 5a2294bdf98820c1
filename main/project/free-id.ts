/** An id that none of the others has: `payroll`, else `payroll-2`. */
export function freeId(wanted: string, others: readonly { readonly id: string }[]): string {
  const taken = new Set(others.map(({ id }) => id))
  let free = wanted
  for (let number = 2; taken.has(free); number++) free = `${wanted}-${String(number)}`
  return free
}
