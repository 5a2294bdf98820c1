import type { z } from 'zod'
import type { Reporter } from './diagnostic'
import * as resources from './synchronization-schema'

/** S31: properties that no page describes, one finding for each name and resource, at its first place. */
export function checkUnknownProperties(schema: resources.SynchronizationSchema, report: Reporter): void {
  const found = new Map<string, { readonly path: string; count: number }>()
  const look = (value: object, shape: z.ZodObject, resource: string, path: string): void => {
    for (const key of Object.keys(value)) {
      if (key in shape.shape || key.includes('@odata.') || ALSO_SEEN.has(`${resource} ${key}`)) continue
      const id = `${resource} ${key}`
      const earlier = found.get(id)
      if (earlier === undefined) found.set(id, { path: path === '' ? key : `${path}.${key}`, count: 1 })
      else earlier.count++
    }
  }
  look(schema, resources.synchronizationSchema, 'schema', '')
  schema.directories?.forEach((d, i) => {
    look(d, resources.directoryDefinition, 'directory', `directories[${i}]`)
    d.objects?.forEach((o, j) => {
      look(o, resources.objectDefinition, 'object', `directories[${i}].objects[${j}]`)
      o.attributes?.forEach((a, k) => { look(a, resources.attributeDefinition, 'attribute', `directories[${i}].objects[${j}].attributes[${k}]`) })
    })
  })
  schema.synchronizationRules?.forEach((rule, i) => {
    look(rule, resources.synchronizationRule, 'rule', `synchronizationRules[${i}]`)
    rule.objectMappings?.forEach((mapping, j) => {
      const path = `synchronizationRules[${i}].objectMappings[${j}]`
      look(mapping, resources.objectMappingResource, 'object mapping', path)
      mapping.attributeMappings?.forEach((m, k) => { look(m, resources.attributeMappingResource, 'attribute mapping', `${path}.attributeMappings[${k}]`) })
    })
  })
  for (const [id, { path, count }] of found) {
    const key = id.slice(id.lastIndexOf(' ') + 1)
    report.info('S31', path, `${key} is not a documented property${count > 1 ? ` (${count} times)` : ''}; it is kept as it is.`)
  }
}

const ALSO_SEEN: ReadonlySet<string> = new Set(['object mapping id', 'attribute id'])
