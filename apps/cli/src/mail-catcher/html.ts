/** Markup that was built by `html` and needs no more escaping. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | readonly Html[];

/** A tagged template in which everything is escaped except other `html` pieces. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(texts.map((text, index) => text + render(parts[index])).join(''));
}

function render(part: Part | undefined): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map((piece) => piece.text).join('\n');
  return escapeHtml(String(part));
}

export function escapeHtml(text: string): string {
  const names: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => names[character] ?? character);
}

/** Plain text with its web addresses made into links. */
export function linkify(text: string): Html {
  const parts = text.split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/);
  return new Html(
    parts
      .map((part, index) => {
        const escaped = escapeHtml(part);
        return index % 2 === 1
          ? `<a href="${escaped}" target="_blank" rel="noreferrer">${escaped}</a>`
          : escaped;
      })
      .join(''),
  );
}
