import { codeIn } from '../../apps/api/src/developers/render-markdown.js';

/** A request as a page of the guide shows it, and what the page says comes back. */
export interface Example {
  readonly page: string;
  /** Who asks: the word behind `as=`. */
  readonly as: string;
  readonly query: string;
  readonly variables: unknown;
  readonly answer: unknown;
}

/** Every GraphQL example of a page, in its order. @throws where one has no answer, or something stands between the two. */
export function examplesOf(page: string, source: string): Example[] {
  const blocks = codeIn(source);
  return blocks.flatMap(({ info, text }, index) => {
    if (!/^graphql\b/.test(info)) return [];
    const as = /\bas=(\w+)/.exec(info)?.[1];
    const following = blocks.slice(index + 1, index + 3);
    const variables = following[0]?.info === 'json variables' ? following.shift() : undefined;
    const answer = following[0];
    if (as === undefined || answer?.info !== 'json answer') {
      throw new Error(
        `An example of ${page} does not say who asks, or what is answered: ${text.slice(0, 80)}`,
      );
    }
    return [
      {
        page,
        as,
        query: text,
        variables: JSON.parse(variables?.text ?? '{}') as unknown,
        answer: JSON.parse(answer.text) as unknown,
      },
    ];
  });
}

const ANYTHING = '…';
const isName = (value: unknown): value is string => typeof value === 'string' && /^\$\w+$/.test(value);

/** What the names of the guide's values stand for, as the pages are read from the first to the last. */
export class Bindings {
  private readonly values = new Map<string, unknown>();

  /** The variables of a request; a name that no answer has told stands for a text that is new. */
  given(shown: unknown, fresh: (name: string) => string): unknown {
    return mapValues(shown, (value) => {
      if (!isName(value)) return value;
      if (!this.values.has(value)) this.values.set(value, fresh(value));
      return this.values.get(value);
    });
  }

  /** What a name stands for, where an answer has told it. */
  text(name: string): string {
    return String(this.values.get(name));
  }

  /** What the page shows, with what came back wherever any text may stand; names are bound where they first stand. */
  expected(shown: unknown, came: unknown): unknown {
    if (shown === ANYTHING) return came ?? ANYTHING;
    if (isName(shown)) {
      if (!this.values.has(shown) && came !== undefined && came !== null) this.values.set(shown, came);
      return this.values.get(shown);
    }
    if (Array.isArray(shown)) return shown.map((one, index) => this.expected(one, at(came, index)));
    if (typeof shown !== 'object' || shown === null) return shown;
    return Object.fromEntries(
      Object.entries(shown).map(([key, value]) => [key, this.expected(value, at(came, key))]),
    );
  }
}

const at = (value: unknown, key: string | number): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined;

function mapValues(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => mapValues(one, change));
  if (typeof value !== 'object' || value === null) return change(value);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapValues(one, change)]));
}
