import type { AttributeMapping, ConnectedSystem, FilterClause, Job, ObjectMapping, ProjectDocument, ScopingFilter } from '../../shared/model/project'

/** A source that is a delimited file keyed by `id`, named by `name`. */
export function sourceSystem(more: Partial<ConnectedSystem> = {}): ConnectedSystem {
  return { id: 'hr', name: 'HR', settings: { kind: 'delimited', paths: ['people.csv'], anchor: 'id', objectType: 'worker' }, display: ['name'], ...more }
}

/** A directory that is an LDIF file, an Active Directory unless something else is said. */
export function targetSystem(more: Partial<ConnectedSystem> = {}): ConnectedSystem {
  return { id: 'ad', name: 'Directory', product: 'activeDirectory', settings: { kind: 'ldif', paths: ['directory.ldif'] }, ...more }
}

export function direct(source: string, target: string, more: Partial<AttributeMapping> = {}): AttributeMapping {
  return { type: 'Direct', source, target, ...more } as AttributeMapping
}

export function expression(text: string, target: string, more: Partial<AttributeMapping> = {}): AttributeMapping {
  return { type: 'Expression', expression: text, target, ...more } as AttributeMapping
}

export function constant(value: string, target: string, more: Partial<AttributeMapping> = {}): AttributeMapping {
  return { type: 'Constant', value, target, ...more } as AttributeMapping
}

export function scope(...groups: readonly (readonly (readonly [attribute: string, operator: FilterClause['operator'], value?: string])[])[]): ScopingFilter {
  return { groups: groups.map((clauses) => ({ clauses: clauses.map(([attribute, operator, value]) => ({ attribute, operator, ...(value === undefined ? {} : { value }) })) })) }
}

export function objectMapping(attributeMappings: readonly AttributeMapping[], more: Partial<ObjectMapping> = {}): ObjectMapping {
  return { id: 'users', sourceType: 'worker', targetType: 'user', attributeMappings: [...attributeMappings], ...more }
}

export function job(objectMappings: readonly ObjectMapping[], more: Partial<Job> = {}): Job {
  return { id: 'hr-to-ad', service: 'Workday', source: 'hr', target: 'ad', objectMappings: [...objectMappings], ...more }
}

export function projectOf(systems: readonly ConnectedSystem[], jobs: readonly Job[], more: Partial<ProjectDocument> = {}): ProjectDocument {
  return { formatVersion: '1.0', name: 'Test', systems: [...systems], jobs: [...jobs], ...more }
}
