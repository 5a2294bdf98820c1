import { isUtf8 } from 'node:buffer'

/*
 * Binary values of directories as the text that people know them by, and the spelling of attribute names. Shared by LDAP and LDIF, so
 * that an export and the live directory give the same objects.
 */

/** Attributes that hold a GUID as 16 bytes (AD schema, syntax octet string). */
const GUID_ATTRIBUTES = new Set(['objectguid', 'invocationid', 'schemaidguid', 'attributesecurityguid', 'mailboxguid', 'msexchmailboxguid', 'msexcharchiveguid', 'ms-ds-consistencyguid', 'netbootguid', 'parentguid', 'currentlocation'])
/** Attributes that hold a security identifier. */
const SID_ATTRIBUTES = new Set(['objectsid', 'sidhistory', 'securityidentifier', 'tokengroups', 'msexchmasteraccountsid', 'mssfu30sid', 'creatorsid', 'ms-ds-creatorsid'])
/** Attributes that hold bytes which are no text even where they happen to look like it. */
const BINARY_ATTRIBUTES = new Set(['usercertificate', 'cacertificate', 'usersmimecertificate', 'jpegphoto', 'thumbnailphoto', 'photo', 'audio', 'logonhours', 'ntsecuritydescriptor', 'usersharedfolder', 'dsasignature', 'replpropertymetadata', 'msds-generationid', 'userpkcs12', 'terminalserver', 'unicodepwd', 'dbcspwd', 'msexchblockedsendershash', 'msexchsafesendershash', 'msexchsaferecipientshash', 'authorityrevocationlist', 'certificaterevocationlist', 'crosscertificatepair'])

/** Whether values of this attribute are bytes: `objectGUID`, `jpegPhoto`, anything with the option `;binary`. */
export function isBinaryAttribute(name: string): boolean {
  const folded = name.toLowerCase()
  return GUID_ATTRIBUTES.has(folded) || SID_ATTRIBUTES.has(folded) || BINARY_ATTRIBUTES.has(folded) || folded.endsWith(';binary')
}

/** Whether values of this attribute are shown as base64, whatever their bytes: photos, certificates. */
export function staysBase64(name: string): boolean {
  const folded = name.toLowerCase()
  return isBinaryAttribute(folded) && !GUID_ATTRIBUTES.has(folded) && !SID_ATTRIBUTES.has(folded)
}

/**
 * The text of one value given as bytes. GUIDs are dashed and lower-case (`8d1f3c52-…`), the first three groups little-endian as
 * Microsoft writes them (MS-DTYP §2.3.4.2); SIDs are `S-1-5-21-…` (MS-DTYP §2.4.2.1). Other bytes are their UTF-8 text, or base64 when they are
 * none or the attribute is known to be binary. `entryUUID` is text already.
 */
export function directoryText(name: string, bytes: Buffer): string {
  const folded = name.toLowerCase()
  if (bytes.length === 16 && GUID_ATTRIBUTES.has(folded)) return guidText(bytes)
  if (SID_ATTRIBUTES.has(folded)) {
    const sid = sidText(bytes)
    if (sid !== undefined) return sid
  }
  if (isBinaryAttribute(folded) || !isUtf8(bytes) || bytes.includes(0)) return bytes.toString('base64')
  return bytes.toString('utf8')
}

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))
const GUID_ORDER = [3, 2, 1, 0, -1, 5, 4, -1, 7, 6, -1, 8, 9, -1, 10, 11, 12, 13, 14, 15]

/** A GUID of 16 bytes, mixed-endian, as `8d1f3c52-9a0b-4c1d-8e2f-3a4b5c6d7e8f`. */
function guidText(bytes: Uint8Array): string {
  let text = ''
  for (const at of GUID_ORDER) text += at < 0 ? '-' : HEX[bytes[at] as number] as string
  return text
}

/** A security identifier as `S-1-5-21-…`, or `undefined` when the bytes are none. */
function sidText(bytes: Uint8Array): string | undefined {
  const parts = bytes[1]
  if (bytes[0] !== 1 || parts === undefined || parts > 15 || bytes.length !== 8 + 4 * parts) return undefined
  let authority = 0
  for (let i = 2; i < 8; i++) authority = authority * 256 + (bytes[i] as number)
  let text = `S-1-${authority}`
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let i = 0; i < parts; i++) text += `-${view.getUint32(8 + 4 * i, true)}`
  return text
}

/** The spelling of AD's and LDAP's schemas, for attributes whose case files and servers change at will. */
const SPELLINGS = new Map([
  'accountExpires', 'adminCount', 'badPasswordTime', 'badPwdCount', 'businessCategory', 'c', 'canonicalName', 'carLicense', 'cn', 'co', 'codePage', 'comment', 'company',
  'countryCode', 'createTimestamp', 'creatorsName', 'dc', 'department', 'departmentNumber', 'description', 'destinationIndicator', 'directReports', 'displayName', 'distinguishedName', 'division', 'dn',
  'employeeID', 'employeeNumber', 'employeeType', 'entryDN', 'entryUUID', 'entryCSN', 'facsimileTelephoneNumber', 'gecos', 'gidNumber', 'givenName', 'groupType',
  'hasSubordinates', 'homeDirectory', 'homeDrive', 'homeMDB', 'homePhone', 'homePostalAddress', 'info', 'initials', 'instanceType', 'ipPhone', 'isCriticalSystemObject', 'isMemberOf', 'jpegPhoto', 'l', 'labeledURI',
  'lastLogoff', 'lastLogon', 'lastLogonTimestamp', 'legacyExchangeDN', 'lockoutTime', 'loginShell', 'logonCount', 'mail', 'mailNickname', 'managedBy', 'managedObjects', 'manager', 'member', 'memberOf', 'memberUid', 'memberURL', 'middleName',
  'mobile', 'modifiersName', 'modifyTimestamp', 'mS-DS-ConsistencyGuid', 'msDS-UserPasswordExpiryTimeComputed', 'msExchMailboxGuid', 'name', 'nsAccountLock', 'nsUniqueId', 'nTSecurityDescriptor', 'o', 'objectCategory', 'objectClass', 'objectGUID', 'objectSid', 'ou', 'owner',
  'pager', 'personalTitle', 'physicalDeliveryOfficeName', 'postalAddress', 'postalCode', 'postOfficeBox', 'preferredDeliveryMethod', 'preferredLanguage', 'primaryGroupID', 'proxyAddresses', 'pwdAccountLockedTime', 'pwdChangedTime', 'pwdLastSet', 'pwdPolicySubentry',
  'registeredAddress', 'roleOccupant', 'roomNumber', 'sAMAccountName', 'sAMAccountType', 'scriptPath', 'secretary', 'seeAlso', 'serialNumber', 'servicePrincipalName', 'shadowExpire', 'shadowFlag', 'shadowInactive', 'shadowLastChange', 'shadowMax', 'shadowMin', 'shadowWarning', 'showInAddressBook', 'sIDHistory', 'sn', 'st',
  'street', 'streetAddress', 'structuralObjectClass', 'subschemaSubentry', 'targetAddress', 'telephoneNumber', 'thumbnailPhoto', 'title', 'uid', 'uidNumber', 'uniqueMember', 'url', 'userAccountControl', 'userCertificate', 'userParameters', 'userPassword', 'userPrincipalName', 'userSMIMECertificate', 'uSNChanged', 'uSNCreated', 'whenChanged', 'whenCreated', 'wWWHomePage', 'x121Address',
  ...Array.from({ length: 15 }, (_, i) => `extensionAttribute${i + 1}`),
].map((name) => [name.toLowerCase(), name]))

/**
 * A function from an attribute's name as written to the name it has here. Names ignore case (RFC 4512 §2.5): well-known ones get the spelling of
 * their schema (`employeeID`), others keep that of their first occurrence. Options stay part of the name (`cn;lang-fr`), `;binary` goes, because
 * it only says how a value is sent (RFC 4522).
 */
export function attributeNames(known: Iterable<string> = []): (written: string) => string {
  const spelling = new Map<string, string>()
  for (const name of known) spelling.set(name.toLowerCase(), name)
  return (written) => {
    const folded = written.trim().toLowerCase().replace(/;binary(?=;|$)/g, '')
    let name = spelling.get(folded)
    if (name === undefined) {
      const semicolon = folded.indexOf(';')
      const base = semicolon < 0 ? folded : folded.slice(0, semicolon)
      const canonical = SPELLINGS.get(base)
      const kept = written.trim().replace(/;binary(?=;|$)/gi, '')
      name = canonical === undefined ? kept : canonical + (semicolon < 0 ? '' : kept.slice(semicolon))
      spelling.set(folded, name)
    }
    return name
  }
}
