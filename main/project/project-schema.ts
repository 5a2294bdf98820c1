import { z } from 'zod'
import { projectDocument } from '../../shared/model/project'

/** The JSON Schema of `rehearsal.json` as the text of a file: editors complete and check with it while a person types. */
export function projectSchemaText(): string {
  const { $schema, ...rest } = z.toJSONSchema(projectDocument, { io: 'input' })
  return `${JSON.stringify({ $schema, title: 'A Rehearsal project', ...rest }, undefined, 2)}\n`
}
