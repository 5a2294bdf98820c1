/*
 * What people call the same thing in HR exports and directories. A name is folded to lower-case letters and digits first, so that
 * `First_Name`, `first name` and `FirstName` are one. Within a concept the surer name stands first.
 * Source: product documentation of Workday, SuccessFactors, Oracle HCM, PeopleSoft, SAP HCM, Entra; RFC 2798, RFC 4519; AD schema; RFC 7643.
 */
export type Concept = keyof typeof NAMES

const NAMES = {
  employeeNumber: [
    'employeenumber', 'employeeid', 'empnum', 'empno', 'empid', 'employeeno', 'workerid', 'personnelnumber', 'personnelno', 'pernr', 'staffid',
    'staffnumber', 'personid', 'personidexternal', 'workernumber', 'personnumber', 'emplid', 'persno', 'persnr', 'personalnummer',
    'mitarbeiternummer', 'associateid', 'businessentityid', 'payrollnumber', 'enterpriseemployeenumber',
  ],
  userName: ['samaccountname', 'uid', 'username', 'login', 'loginid', 'userid', 'logonname', 'accountname', 'networkid'],
  userPrincipalName: ['userprincipalname', 'upn'],
  givenName: ['givenname', 'firstname', 'forename', 'fname', 'legalfirstname', 'preferredfirstname', 'namegivenname', 'vorname', 'vorna', 'prenom'],
  familyName: ['sn', 'surname', 'lastname', 'familyname', 'lname', 'legallastname', 'namefamilyname', 'nachname', 'nachn', 'nomdefamille'],
  middleName: ['middlename', 'secondname'],
  displayName: ['displayname', 'fullname', 'preferredname', 'formattedname', 'worker', 'employeename', 'nameformatted'],
  commonName: ['cn', 'commonname'],
  mail: ['mail', 'email', 'emailaddress', 'workemail', 'primaryworkemail', 'businessemail', 'emailstypeeqworkvalue', 'mailaddress', 'emailwork'],
  title: ['jobtitle', 'businesstitle', 'positiontitle', 'title', 'jobname', 'job', 'position', 'jobdescription'],
  department: ['department', 'departmentname', 'dept', 'deptname', 'supervisoryorganization', 'supervisoryorg', 'orgunit', 'organizationalunitname', 'abteilung'],
  division: ['division', 'businessunit'],
  company: ['company', 'companyname', 'legalentity', 'employer'],
  costCenter: ['costcenter', 'costcentre', 'enterprisecostcenter'],
  employeeType: ['employeetype', 'emptype', 'workertype', 'employmenttype', 'contracttype', 'workersubtype'],
  telephone: [
    'telephonenumber', 'workphone', 'officephone', 'businessphone', 'phonenumber', 'phone', 'telephone', 'primaryworkphone', 'businessphones',
    'phonenumberstypeeqworkvalue',
  ],
  mobile: ['mobile', 'mobilephone', 'cellphone', 'mobilenumber', 'cell', 'phonenumberstypeeqmobilevalue'],
  fax: ['facsimiletelephonenumber', 'fax', 'faxnumber'],
  street: ['streetaddress', 'street', 'addressline1', 'address1', 'addressline'],
  city: ['l', 'city', 'locality', 'town', 'municipality', 'localityname'],
  state: ['st', 'state', 'province', 'stateprovince', 'stateprovincename', 'stateorprovince'],
  postalCode: ['postalcode', 'zipcode', 'zip', 'postcode'],
  countryCode: ['c', 'countrycode', 'countryiso', 'isocountrycode', 'usagelocation'],
  country: ['co', 'country', 'countryname', 'workcountry', 'countryregionname', 'friendlycountryname'],
  office: ['physicaldeliveryofficename', 'officelocation', 'office', 'worklocation', 'location', 'site', 'building'],
  room: ['roomnumber', 'room'],
  initials: ['initials'],
  manager: [
    'manager', 'managerid', 'manageremployeeid', 'managerworkerid', 'supervisorid', 'supervisor', 'reportsto', 'manageremployeenumber',
    'managerpersonnelnumber', 'managerpersonnumber', 'vorgesetzter',
  ],
  hireDate: ['employeehiredate', 'hiredate'],
  leaveDate: ['employeeleavedatetime', 'terminationdate', 'leavedate', 'lastdayofwork'],
  status: ['status', 'workerstatus', 'activestatus', 'employmentstatus', 'employeestatus', 'emplstatus', 'active', 'isactive', 'currentflag', 'statusactive'],
  language: ['preferredlanguage', 'language'],
  description: ['description'],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** `First Name` is `firstname`; accents, punctuation and a SCIM extension's prefix go. */
export function foldName(name: string): string {
  return name.replace(/^urn:.*:/, '').normalize('NFKD').toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** What an attribute's name says it is. */
export function conceptOf(name: string): Concept | undefined {
  return CONCEPTS.get(foldName(name))
}

/** How sure a name is within its concept: 0 is the surest. */
export function rankOf(name: string, concept: Concept): number {
  const rank = (NAMES[concept] as readonly string[]).indexOf(foldName(name))
  return rank === -1 ? Number.MAX_SAFE_INTEGER : rank
}

const CONCEPTS: ReadonlyMap<string, Concept> = new Map(
  (Object.entries(NAMES) as [Concept, readonly string[]][]).flatMap(([concept, names]) => names.map((name) => [name, concept] as const)),
)
