import { type Language } from '../domain/mail-language.js';
import { type Block, type Segment } from './compile-template.js';
import { escapeHtml, htmlOf, isolatedText, type Part, type Shown, type Values } from '../domain/shown.js';
import { htmlButton } from './html-button.js';
import { COLON } from './words.js';

/** An address that the message leads to, or the words that stand for it where it must not be shown. */
export type Link = { readonly url: string } | { readonly hidden: string } | null;

/** The longest subject; what is longer is cut off visibly. */
const MOST_SUBJECT = 200;

export interface Filling {
  readonly language: Language;
  readonly values: Values;
  readonly link: Link;
}

export function fillSubject(segments: readonly Segment[], filling: Filling): string {
  // Parts hold no control characters any more; a header has no line breaks either.
  const subject = segments
    .map((segment) => textOf(segment, filling))
    .join('')
    .replace(/\s+/gu, ' ')
    .trim();
  const points = [...subject];
  return points.length <= MOST_SUBJECT ? subject : `${points.slice(0, MOST_SUBJECT - 1).join('')}…`;
}

export function fillText(blocks: readonly Block[], filling: Filling): string {
  return visible(blocks, filling)
    .map(({ text }) => quoteAll(text.map((segment) => textOf(segment, filling)).join('')))
    .join('\n\n');
}

export function fillHtml(blocks: readonly Block[], filling: Filling): string {
  return (
    visible(blocks, filling)
      .map(({ html }) => html.map((segment) => htmlPieceOf(segment, filling)).join(''))
      // A paragraph holds no table: the button stands for itself.
      .map((block) => block.replace(/^<p>(<table [^]*<\/table>)<\/p>$/, '$1'))
      .join('\n')
  );
}

const visible = (blocks: readonly Block[], filling: Filling): Block[] =>
  blocks.filter(
    ({ required, flags }) =>
      required.every((key) => !isEmpty(key === 'link' ? linkShown(filling.link) : filling.values[key])) &&
      (flags.length === 0 || flags.some((key) => filling.values[key] === true)),
  );

const linkShown = (link: Link): Shown => (link === null ? null : true);

function isEmpty(shown: Shown | undefined): boolean {
  if (shown === undefined || shown === null || shown === false || shown === '') return true;
  return typeof shown === 'object' && 'list' in shown && shown.list.length === 0;
}

function textOf(segment: Segment, { values, link, language }: Filling): string {
  switch (segment.kind) {
    case 'literal':
      return segment.text;
    case 'flag':
      return values[segment.key] === true ? segment.text : '';
    case 'value':
      return partsOf(values[segment.key]).map(isolatedText).join('');
    case 'list':
      return entriesOf(values[segment.key])
        .map((entry) => `- ${entry.map(isolatedText).join('')}`)
        .join('\n');
    case 'link':
      if (link === null) return '';
      return `${segment.text}${COLON[language]}${'url' in link ? `\n${link.url}` : ` ${link.hidden}`}`;
  }
}

function htmlPieceOf(segment: Segment, { values, link }: Filling): string {
  switch (segment.kind) {
    case 'literal':
      return segment.text;
    case 'flag':
      return values[segment.key] === true ? escapeHtml(segment.text) : '';
    case 'value':
      return partsOf(values[segment.key]).map(htmlOf).join('');
    case 'list':
      return entriesOf(values[segment.key])
        .map((entry) => `<li>${entry.map(htmlOf).join('')}</li>`)
        .join('\n');
    case 'link':
      if (link === null) return '';
      return 'url' in link
        ? htmlButton(link.url, segment.text)
        : `<strong>${escapeHtml(segment.text)}</strong> ${escapeHtml(link.hidden)}`;
  }
}

function partsOf(shown: Shown | undefined): readonly Part[] {
  if (shown === undefined || shown === null || typeof shown === 'boolean') return [];
  if (typeof shown === 'string') return [shown];
  if ('list' in shown) return shown.list.flat();
  return 'typed' in shown || 'prose' in shown ? [shown] : shown;
}

const entriesOf = (shown: Shown | undefined): readonly (readonly Part[])[] =>
  shown !== null && typeof shown === 'object' && 'list' in shown ? shown.list : [partsOf(shown)];

/** A quotation of several lines keeps its mark on each, so that nothing typed can pass for our own words. */
function quoteAll(text: string): string {
  const start = text.startsWith('> ') ? 0 : text.indexOf('\n> ') + 1;
  if (start === 0 && !text.startsWith('> ')) return text;
  return text.slice(0, start) + text.slice(start).replaceAll(/\n(?!> )/g, '\n> ');
}
