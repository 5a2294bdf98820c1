import type { AttributeDefinition, DirectoryDefinition, ObjectDefinition, SynchronizationSchema } from './synchronization-schema'

/** The objects and attributes of a schema by name. An object without attributes, or a directory without objects, is partial: nothing can be missing there. */
export interface SchemaIndex {
  readonly present: boolean
  directory(name: string | null | undefined): DirectoryDefinition | undefined
  /** Undefined also where the directory is not described. */
  object(directory: string | null | undefined, name: string | null | undefined): ObjectIndex | undefined
}

export interface ObjectIndex {
  readonly definition: ObjectDefinition
  readonly attributes: ReadonlyMap<string, AttributeDefinition>
  /** No attribute is described, so none can be missed. */
  readonly partial: boolean
}

/** Directories, objects and attributes by name; of two with one name the first. What has no name is left out. */
export function indexSchema(schema: SynchronizationSchema): SchemaIndex {
  const directories = new Map<string, DirectoryDefinition>()
  const objects = new Map<DirectoryDefinition, Map<string, ObjectIndex>>()
  for (const directory of schema.directories ?? []) {
    if (directory.name == null || directories.has(directory.name)) continue
    directories.set(directory.name, directory)
    objects.set(directory, new Map((directory.objects ?? []).flatMap((o) => (o.name == null ? [] : [[o.name, indexObject(o)] as const]))))
  }
  const directory = (name: string | null | undefined): DirectoryDefinition | undefined => (name == null ? undefined : directories.get(name))
  return {
    present: (schema.directories ?? []).length > 0,
    directory,
    object: (directoryName, name) => {
      const found = directory(directoryName)
      return found === undefined || name == null ? undefined : objects.get(found)?.get(name)
    },
  }
}

function indexObject(definition: ObjectDefinition): ObjectIndex {
  const attributes = new Map<string, AttributeDefinition>()
  for (const attribute of definition.attributes ?? []) if (attribute.name != null) attributes.set(attribute.name, attribute)
  return { definition, attributes, partial: attributes.size === 0 }
}

/** The attribute's type in its canonical spelling; documents write `string` too. */
export function attributeType(attribute: AttributeDefinition | undefined): string {
  const type = attribute?.type?.toLowerCase()
  return ATTRIBUTE_TYPES.find((t) => t.toLowerCase() === type) ?? 'String'
}

/** The name that differs by case alone, for a suggestion. */
export function sameIgnoringCase(names: Iterable<string>, name: string): string | undefined {
  const folded = name.toLowerCase()
  for (const candidate of names) if (candidate.toLowerCase() === folded) return candidate
  return undefined
}

export const ATTRIBUTE_TYPES = ['String', 'Integer', 'Reference', 'Binary', 'Boolean', 'DateTime'] as const
