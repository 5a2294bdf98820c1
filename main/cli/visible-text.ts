// C0 and C1 without tab and line end, and what turns the direction of writing.
// eslint-disable-next-line no-control-regex
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g

/** Text for a terminal: characters of the data that it would obey (colours, bells, moves of the cursor) are shown as `\u001b`. Line ends stay. */
export function visibleText(text: string): string {
  return text.replace(OBEYED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The same as one line: a line end in a value is shown as `\n`. */
export function visibleLine(text: string): string {
  return visibleText(text).replaceAll('\n', '\\n')
}
