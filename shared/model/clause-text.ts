import type { FilterClause } from './project'

/** A clause as a person reads it: `WorkerType NOT EQUALS Agency`. */
export function clauseText({ attribute, operator, value }: FilterClause): string {
  return `${attribute} ${operator}${value === undefined ? '' : ` ${value}`}`
}

/** What stands in the place of a clause where assignment decided. */
export const NOT_ASSIGNED = 'not assigned'
