import type { ConstraintRow } from './constraint'

/**
 * What an LDAP directory that follows the standards accepts on a person. The lengths of RFC 4519 are what a server must accept at
 * least, so none of them is a limit here; uniqueness is up to each deployment. Source: RFC 4519, RFC 4524, RFC 2798.
 */
export const inetOrgPerson: Readonly<Record<string, ConstraintRow>> = {
  cn: { multiValued: true, requiredOnCreate: true },
  sn: { multiValued: true, requiredOnCreate: true },
  givenName: { multiValued: true },
  displayName: {},
  uid: { multiValued: true },
  mail: { multiValued: true },
  telephoneNumber: { multiValued: true },
  mobile: { multiValued: true },
  homePhone: { multiValued: true },
  facsimileTelephoneNumber: { multiValued: true },
  pager: { multiValued: true },
  title: { multiValued: true },
  employeeNumber: {},
  employeeType: { multiValued: true },
  departmentNumber: { multiValued: true },
  manager: { type: 'Reference', multiValued: true },
  secretary: { type: 'Reference', multiValued: true },
  roomNumber: { multiValued: true },
  street: { multiValued: true },
  l: { multiValued: true },
  st: { multiValued: true },
  postalCode: { multiValued: true },
  postalAddress: { multiValued: true },
  homePostalAddress: { multiValued: true },
  o: { multiValued: true },
  ou: { multiValued: true },
  description: { multiValued: true },
  initials: { multiValued: true },
  preferredLanguage: {},
  jpegPhoto: { type: 'Binary', multiValued: true },
  userPassword: { type: 'Binary', multiValued: true },
  userCertificate: { type: 'Binary', multiValued: true },
  labeledURI: { multiValued: true },
  carLicense: { multiValued: true },
  businessCategory: { multiValued: true },
  physicalDeliveryOfficeName: { multiValued: true },
  seeAlso: { type: 'Reference', multiValued: true },
  c: { maxLength: 2, allowed: '^[A-Za-z]{2}$' },
  destinationIndicator: { multiValued: true },
  entryUUID: { readOnly: true },
}

/** A group of names, in which the first member is compulsory. Source: RFC 4519 §3.5, §3.6. */
export const ldapGroup: Readonly<Record<string, ConstraintRow>> = {
  cn: { multiValued: true, requiredOnCreate: true },
  member: { type: 'Reference', multiValued: true },
  uniqueMember: { type: 'Reference', multiValued: true },
  owner: { type: 'Reference', multiValued: true },
  description: { multiValued: true },
  businessCategory: { multiValued: true },
  seeAlso: { type: 'Reference', multiValued: true },
  o: { multiValued: true },
  ou: { multiValued: true },
  entryUUID: { readOnly: true, source: 'RFC 4530' },
}
