/** The token behind the `#` of a link; empty where there is none, or where a mail program has mangled it (`#abc%`). */
export function linkToken(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return '';
  }
}
