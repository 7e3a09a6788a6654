/** White space, controls, joiners, marks of direction, fillers: of these alone nobody sees anything. */
const BLANK = /^[\s\u2800\p{Cc}\p{Default_Ignorable_Code_Point}]*$/u;

/** Is there nothing in it that could be seen, as a name or as the words of a link? */
export function isBlank(text: string): boolean {
  return BLANK.test(text);
}
