import { cellAt } from '../../shared/model/packed'
import type { Candidate } from '../engine/near-matches'

const NAME = /^(given_?name|surname|sn|cn|display_?name|full_?name|.*first_?name|.*last_?name|preferred_?name.*|name)$/i
const MAIL = /^(mail|e-?mail.*|.*email|userprincipalname)$/i
const HINT = /^(department|title|job.*title|business_?title|l|city|municipality|office|physicaldeliveryofficename|telephonenumber|.*phone)$/i

/** An object as far as likeness is judged by it: what its attributes are named says which are names, addresses and hints. */
export function matchCandidate(id: string, attributes: readonly string[], body: string): Candidate {
  const values = (pattern: RegExp): string[] => attributes.flatMap((name, position): string[] => {
    if (!pattern.test(name)) return []
    const cell = cellAt(body, position)
    return cell === null ? [] : typeof cell === 'string' ? [cell] : [...cell]
  })
  return { id, names: values(NAME), mail: values(MAIL)[0], hints: values(HINT) }
}
