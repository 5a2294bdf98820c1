import type { ConstraintRow } from './constraint'

const common: Readonly<Record<string, ConstraintRow>> = {
  id: { readOnly: true, unique: 'forest', caseExact: true },
  externalId: { caseExact: true },
  meta: { readOnly: true },
}

/**
 * What SCIM 2.0 says of a user: core and enterprise extension. It knows no lengths, for each application has its own. Besides the
 * dotted names of RFC 7643 the paths in which Entra writes mappings are there (`emails[type eq "work"].value`).
 * Source: RFC 7643 §3.1, §8.7.1; Entra, SCIM attribute mapping.
 */
export const scimUser: Readonly<Record<string, ConstraintRow>> = {
  ...common,
  userName: { requiredOnCreate: true, unique: 'forest' },
  name: {},
  'name.formatted': {},
  'name.familyName': {},
  'name.givenName': {},
  'name.middleName': {},
  'name.honorificPrefix': {},
  'name.honorificSuffix': {},
  displayName: {},
  nickName: {},
  profileUrl: { type: 'Reference' },
  title: {},
  userType: {},
  preferredLanguage: {},
  locale: {},
  timezone: {},
  active: { type: 'Boolean' },
  password: {},
  emails: { multiValued: true },
  'emails.value': {},
  'emails.display': {},
  'emails.type': {},
  'emails.primary': { type: 'Boolean' },
  phoneNumbers: { multiValued: true },
  'phoneNumbers.value': {},
  'phoneNumbers.display': {},
  'phoneNumbers.type': {},
  'phoneNumbers.primary': { type: 'Boolean' },
  ims: { multiValued: true },
  'ims.value': {},
  'ims.display': {},
  'ims.type': {},
  'ims.primary': { type: 'Boolean' },
  photos: { multiValued: true },
  'photos.value': { type: 'Reference', caseExact: true },
  'photos.display': {},
  'photos.type': {},
  'photos.primary': { type: 'Boolean' },
  addresses: { multiValued: true },
  'addresses.formatted': {},
  'addresses.streetAddress': {},
  'addresses.locality': {},
  'addresses.region': {},
  'addresses.postalCode': {},
  'addresses.country': {},
  'addresses.type': {},
  'addresses.primary': { type: 'Boolean' },
  groups: { multiValued: true, readOnly: true },
  'groups.value': { readOnly: true },
  'groups.$ref': { type: 'Reference', readOnly: true },
  'groups.display': { readOnly: true },
  'groups.type': { readOnly: true },
  entitlements: { multiValued: true },
  'entitlements.value': {},
  'entitlements.display': {},
  'entitlements.type': {},
  'entitlements.primary': { type: 'Boolean' },
  roles: { multiValued: true },
  'roles.value': {},
  'roles.display': {},
  'roles.type': {},
  'roles.primary': { type: 'Boolean' },
  x509Certificates: { multiValued: true },
  'x509Certificates.value': { type: 'Binary', caseExact: true },
  'x509Certificates.display': {},
  'x509Certificates.type': {},
  'x509Certificates.primary': { type: 'Boolean' },
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber': {},
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter': {},
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:organization': {},
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:division': {},
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department': {},
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value': { caseExact: true },
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.$ref': { type: 'Reference' },
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.displayName': { readOnly: true },
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager': { type: 'Reference', source: 'Entra, SCIM attribute mapping: the manager as a reference' },
  ...entraPaths(),
}

/** What SCIM 2.0 says of a group. Source: RFC 7643 §3.1, §8.7.1. */
export const scimGroup: Readonly<Record<string, ConstraintRow>> = {
  ...common,
  displayName: { requiredOnCreate: true },
  members: { type: 'Reference', multiValued: true, source: 'Entra, SCIM attribute mapping: members as references' },
  'members.value': {},
  'members.$ref': { type: 'Reference' },
  'members.type': {},
  'members.display': { readOnly: true },
}

/** The paths with a filter that Entra uses for the values of complex multi-valued attributes, one value each. */
function entraPaths(): Record<string, ConstraintRow> {
  const source = 'Entra, SCIM attribute mapping'
  const rows: Record<string, ConstraintRow> = {}
  for (const type of ['work', 'home', 'other']) {
    rows[`emails[type eq "${type}"].value`] = { source }
    for (const part of ['formatted', 'streetAddress', 'locality', 'region', 'postalCode', 'country']) rows[`addresses[type eq "${type}"].${part}`] = { source }
  }
  for (const type of ['work', 'mobile', 'home', 'fax', 'pager', 'other']) rows[`phoneNumbers[type eq "${type}"].value`] = { source }
  for (const part of ['value', 'display', 'type']) rows[`roles[primary eq "True"].${part}`] = { source }
  return rows
}
