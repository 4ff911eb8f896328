/**
 * A text with the passwords of database URLs in it left out: `postgres://ann:secret@db/x` as `postgres://ann@db/x`. O(length).
 */
export function hidePasswords(text: string): string {
  return text
    .replace(/(postgres(?:ql)?:\/\/[^\s:/?#@"']*):[^\s"']*@/gi, '$1@')
    .replace(/([?&](?:ssl)?password=)[^&\s"']*/gi, '$1…');
}
