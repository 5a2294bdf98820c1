import type { ConnectorSettings, LdifSettings } from '../../shared/model/project'

/** The type of entries that no rule knows. */
const OTHER_TYPE = 'entry'

export type ObjectTypeRules = NonNullable<LdifSettings['objectTypes']>

/**
 * The rules of the directories we know, the more special first: in AD a computer is a user and a contact is a person
 * (AD schema: `computer` is a subclass of `user`, `contact` of `organizationalPerson`).
 */
const DEFAULT_OBJECT_TYPES: ObjectTypeRules = [
  { name: 'computer', objectClasses: ['computer'] },
  { name: 'contact', objectClasses: ['contact'] },
  { name: 'user', objectClasses: ['user', 'person', 'organizationalPerson', 'inetOrgPerson', 'posixAccount'] },
  { name: 'group', objectClasses: ['group', 'groupOfNames', 'groupOfUniqueNames', 'posixGroup', 'groupOfURLs'] },
  { name: 'organizationalUnit', objectClasses: ['organizationalUnit'] },
]

/** The object types that a system's settings can give, whether or not it has an object of each. */
export function possibleTypes(settings: ConnectorSettings): readonly string[] {
  if (settings.kind === 'delimited') return [settings.objectType ?? 'row']
  if (settings.kind === 'graph-json') return ['user', 'group', 'directoryObject']
  if (settings.kind === 'scim-json') return ['User', 'Group']
  return [...(settings.objectTypes ?? DEFAULT_OBJECT_TYPES).map((rule) => rule.name), OTHER_TYPE]
}

/**
 * A function from an entry's object classes to its object type: the first rule that has one of them, case ignored, else `entry`.
 * Answers are remembered by the sequence of classes, of which a directory has few.
 */
export function objectTypeOf(rules: ObjectTypeRules = DEFAULT_OBJECT_TYPES): (objectClasses: readonly string[]) => string {
  const folded = rules.map((rule) => ({ name: rule.name, classes: new Set(rule.objectClasses.map((name) => name.toLowerCase())) }))
  const answers = new Map<string, string>()
  return (objectClasses) => {
    const key = objectClasses.join('\n')
    let answer = answers.get(key)
    if (answer === undefined) {
      const classes = objectClasses.map((name) => name.trim().toLowerCase())
      answer = folded.find((rule) => classes.some((name) => rule.classes.has(name)))?.name ?? OTHER_TYPE
      if (answers.size > 1000) answers.clear()
      answers.set(key, answer)
    }
    return answer
  }
}
