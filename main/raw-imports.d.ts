/** A file's text, put into the bundle: `import objects from './migrations/0001-objects.sql?raw'`. */
declare module '*?raw' {
  const text: string
  export default text
}
