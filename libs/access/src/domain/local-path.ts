const MOST_LENGTH = 1_000;
// An origin that no browser resolves; a path that leaves it is not ours.
const HERE = 'https://here.invalid';
const CONTROL_OR_BACKSLASH = /[\u0000-\u0020\u007f-\u009f\\]/;

/**
 * Whether a text is a path on this very site: one slash at the start, and nothing that a browser would read as another
 * host (`//evil.example`, `/\evil.example`, `/%09/evil.example` once unescaped, and their like).
 */
export function isLocalPath(text: string): boolean {
  if (text.length > MOST_LENGTH || !text.startsWith('/') || text.startsWith('//')) return false;
  if (!text.isWellFormed() || CONTROL_OR_BACKSLASH.test(text) || !URL.canParse(text, HERE)) return false;
  const url = new URL(text, HERE);
  return url.origin === HERE && !url.pathname.startsWith('//');
}
