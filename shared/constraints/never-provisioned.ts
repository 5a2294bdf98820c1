/** Photos are provisioned to no target (Entra, known issues). */
export function isPhoto(attribute: string): boolean {
  return PHOTOS.has(attribute.toLowerCase())
}

/** Passwords, which are provisioned only as an initial one that its mapping redacts (Entra, expression reference: Redact). */
export function isPassword(attribute: string): boolean {
  return PASSWORDS.has(attribute.toLowerCase())
}

const PHOTOS: ReadonlySet<string> = new Set(['photo', 'photos', 'photos.value', 'jpegphoto', 'thumbnailphoto'])
const PASSWORDS: ReadonlySet<string> = new Set(['password', 'passwordprofile', 'unicodepwd', 'userpassword'])
