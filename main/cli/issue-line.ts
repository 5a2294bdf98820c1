import type { Issue } from '../../shared/model/issue'
import { visibleLine } from './visible-text'

/** An issue of a read as a line for people: its sentence with its code, and its place before that where the sentence does not name it. */
export function issueLine({ code, origin, message }: Issue): string {
  return visibleLine(`${message.includes(origin) ? '' : `${origin}: `}${message} [${code}]`)
}
