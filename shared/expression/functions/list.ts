import { EvaluationError } from '../diagnostics'
import { defineFunction, list, number, reference } from './define'

const PAGE = 'functions-for-customizing-application-data.md'
const ROLES = 'customize-application-attributes.md'

export const count = defineFunction({
  name: 'Count',
  params: [list('attribute')],
  returns: 'number',
  doc: 'How many values there are: 0 for none, 1 for a single one.',
  examples: [['Count("x")', '1'], ['Count(Split("a,b,c", ","))', '3'], ['Count(Coalesce(, ))', '0']],
  source: `${PAGE} § Count`,
  evaluate: ([values]) => values.length,
})

export const item = defineFunction({
  name: 'Item',
  params: [list('attribute'), number('index', 'Which value; the first is 1.')],
  returns: 'text',
  doc: 'One value of a list. An index without a value is an error.',
  examples: [['Item(Split("a,b", ","), 2)', 'b']],
  source: `${PAGE} § Item`,
  evaluate: ([values, index], _context, { span }) => {
    const value = values[index - 1]
    if (value !== undefined) return value
    throw new EvaluationError('IndexOutOfRange', `There is no value ${index}: the list has ${values.length}, counted from 1.`, span)
  },
})

export const removeDuplicates = defineFunction({
  name: 'RemoveDuplicates',
  params: [list('attribute')],
  returns: 'list',
  doc: 'The values without repetitions; the first of each is kept, and upper and lower case differ.',
  examples: [['RemoveDuplicates(Split("a,b,a", ","))', ['a', 'b']]],
  source: `${PAGE} § RemoveDuplicates`,
  evaluate: ([values]) => (values.length === 0 ? null : [...new Set(values)]),
})

export const singleAppRoleAssignment = defineFunction({
  name: 'SingleAppRoleAssignment',
  params: [reference('appRoleAssignments')],
  returns: 'text',
  doc: 'The name of the one role assigned. With several the service promises no choice; here it is the first.',
  examples: [],
  source: ROLES,
  evaluate: ([roles]) => roles[0] ?? null,
})

export const appRoleAssignments = defineFunction({
  name: 'AppRoleAssignments',
  params: [reference('source')],
  returns: 'list',
  doc: 'The names of the roles assigned. Listed by the Graph functions endpoint only.',
  examples: [],
  source: 'synchronization-schema functions listing',
  evaluate: ([roles]) => (roles.length === 0 ? null : roles),
})

export const appRoleAssignmentsComplex = defineFunction({
  name: 'AppRoleAssignmentsComplex',
  params: [reference('appRoleAssignments')],
  returns: 'list',
  doc: 'Role objects for SCIM, one for each role assigned, added to those the target has.',
  examples: [],
  source: ROLES,
  evaluate: ([roles]) => roleObjects(roles),
})

export const assertiveAppRoleAssignmentsComplex = defineFunction({
  name: 'AssertiveAppRoleAssignmentsComplex',
  params: [reference('appRoleAssignments')],
  returns: 'list',
  doc: 'Role objects for SCIM that replace those the target has: roles not assigned are taken away.',
  examples: [],
  source: ROLES,
  evaluate: ([roles]) => roleObjects(roles),
})

/** The POST body's shape, each role as JSON text because values are text. */
function roleObjects(roles: readonly string[]): readonly string[] | null {
  if (roles.length === 0) return null
  return roles.map((role) => JSON.stringify({ primary: false, type: 'WindowsAzureActiveDirectoryRole', displayName: role, value: role }))
}
