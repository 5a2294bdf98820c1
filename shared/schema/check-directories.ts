import type { Reporter } from './diagnostic'
import { ATTRIBUTE_TYPES } from './schema-index'
import type { AttributeDefinition, ObjectDefinition, SynchronizationSchema } from './synchronization-schema'

/** S02, S03, S07, S16: directories, their objects and attributes. */
export function checkDirectories(schema: SynchronizationSchema, report: Reporter): void {
  const directories = schema.directories ?? []
  if (directories.length === 0) {
    report.warning('S02', 'directories', 'The document has no directories: it is a fragment, and saving it would remove all object and attribute definitions.')
    return
  }
  const names = new Set<string>()
  directories.forEach((directory, i) => {
    const path = `directories[${i}]`
    if (directory.id == null || directory.id === '') report.error('S03', `${path}.id`, `The directory ${directory.name ?? `number ${i + 1}`} has no id.`)
    if (directory.name == null || directory.name === '') report.error('S03', `${path}.name`, `Directory number ${i + 1} has no name, and rules refer to directories by name.`)
    else if (names.has(directory.name)) report.error('S03', `${path}.name`, `Two directories are named ${directory.name}.`)
    else names.add(directory.name)

    for (const flag of flags(directory.discoverabilities)) {
      if (!DISCOVERABILITIES.has(flag)) report.error('S16', `${path}.discoverabilities`, `${flag} is no discoverability; ${[...DISCOVERABILITIES].join(', ')} are.`)
    }
    const objects = directory.objects ?? []
    if (objects.length === 0) report.warning('S02', `${path}.objects`, `The directory ${directory.name ?? ''} describes no objects: the document is a fragment, and mappings cannot be checked against it.`)
    checkObjects(objects, `${path}.objects`, report)
  })
}

function checkObjects(objects: readonly ObjectDefinition[], path: string, report: Reporter): void {
  const names = new Set<string>()
  objects.forEach((object, i) => {
    const at = `${path}[${i}]`
    if (object.name == null || object.name === '') report.error('S07', `${at}.name`, `Object number ${i + 1} has no name.`)
    else if (names.has(object.name)) report.error('S07', `${at}.name`, `Two objects of the directory are named ${object.name}.`)
    else names.add(object.name)
    checkAttributes(object.attributes ?? [], `${at}.attributes`, report)
  })
}

function checkAttributes(attributes: readonly AttributeDefinition[], path: string, report: Reporter): void {
  const names = new Set<string>()
  attributes.forEach((attribute, i) => {
    const at = `${path}[${i}]`
    if (attribute.name == null || attribute.name === '') report.error('S07', `${at}.name`, `Attribute number ${i + 1} has no name.`)
    else if (names.has(attribute.name)) report.error('S07', `${at}.name`, `Two attributes of the object are named ${attribute.name}.`)
    else names.add(attribute.name)
    const { type, mutability } = attribute
    if (type != null && !ATTRIBUTE_TYPES.some((t) => t.toLowerCase() === type.toLowerCase())) report.error('S16', `${at}.type`, `${type} is no attribute type; ${ATTRIBUTE_TYPES.join(', ')} are.`)
    if (mutability != null && !MUTABILITIES.includes(mutability)) report.error('S16', `${at}.mutability`, `${mutability} is no mutability; ${MUTABILITIES.join(', ')} are.`)
  })
}

/** The single values of a text with flags: both `Add, Update` and `Add,Update` occur. */
export function flags(text: string | null | undefined): readonly string[] {
  return (text ?? '').split(',').map((flag) => flag.trim()).filter((flag) => flag !== '')
}

const DISCOVERABILITIES: ReadonlySet<string> = new Set(['None', 'AttributeNames', 'AttributeDataTypes', 'AttributeReadOnly', 'ReferenceAttributes', 'UnknownFutureValue'])
const MUTABILITIES = ['ReadWrite', 'ReadOnly', 'Immutable', 'WriteOnly']
