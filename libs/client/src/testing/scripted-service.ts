import { type ConnectionOptions } from '../transport.js';

/** What a service says to one try: an answer, or a network that fails. */
export type Step =
  | {
      readonly status?: number;
      readonly body?: unknown;
      readonly text?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | 'network fails';

export interface ScriptedService {
  readonly options: ConnectionOptions;
  /** What was sent, in its order. */
  readonly sent: readonly {
    readonly url: string;
    readonly token: string;
    readonly body: string;
    readonly redirect: unknown;
  }[];
  /** Milliseconds that were waited for between the tries. */
  readonly waited: readonly number[];
}

/** A service that says one step after the other, and the last of them for ever. */
export function scriptedService(...steps: readonly Step[]): ScriptedService {
  const sent: { url: string; token: string; body: string; redirect: unknown }[] = [];
  const waited: number[] = [];
  return {
    sent,
    waited,
    options: {
      url: 'https://conference.example',
      token: 'plenary_sample',
      pause: async (milliseconds, signal) => {
        signal?.throwIfAborted();
        waited.push(milliseconds);
      },
      fetch: async (url, init) => {
        const { authorization = '' } = init?.headers as Record<string, string>;
        sent.push({
          url: url instanceof Request ? url.url : String(url),
          token: authorization,
          body: init?.body as string,
          redirect: init?.redirect,
        });
        const step = steps[Math.min(sent.length, steps.length) - 1];
        if (step === undefined || step === 'network fails') throw new TypeError('fetch failed');
        const { status = 200, headers = {}, body, text = JSON.stringify(body) } = step;
        return new Response(text, { status, headers });
      },
    },
  };
}
