/** What GraphiQL makes of the Markdown of descriptions. */
const TAGS = /<(?!\/?(?:p|br|hr|ul|ol|li|em|strong|code|pre|a|blockquote|h[1-6])(?:[\s>/]))/gi;

interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML(text: string): string }): unknown;
}

/** Our pages take no text as HTML; GraphiQL sets descriptions so. This lets them through, with every other tag as text. */
export function trustDescriptions(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', { createHTML: onlyDescriptions });
}

export const onlyDescriptions = (text: string): string => text.replace(TAGS, '&lt;');
