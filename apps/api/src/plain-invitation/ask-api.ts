import { type IncomingHttpHeaders } from 'node:http';
import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { type Invitation, type Wish } from './plain-pages.js';

const FIELDS = `{ state personName honorific capacity nominatedBy respondBy changeableUntil calendar
  conference { name venue city startsOn endsOn timeZone } }`;
const READ = `query ($token: String!) { invitation(token: $token) ${FIELDS} }`;
const CONFIRM = `mutation ($token: String!, $input: ConfirmInvitationInput!) {
  answer: confirmInvitation(token: $token, input: $input) { invitation ${FIELDS} errors { code state } } }`;
const DECLINE = `mutation ($token: String!, $input: DeclineInvitationInput!) {
  answer: declineInvitation(token: $token, input: $input) { invitation ${FIELDS} errors { code state } } }`;

/** What the API judges a caller by, but for credentials: whoever answers an invitation needs none. */
const PASSED_ON = ['host', 'origin', 'sec-fetch-site', 'x-forwarded-for', 'x-request-id', 'user-agent'];

export interface Refusal {
  readonly code:
    | 'NOT_FOUND'
    | 'INVALID_INPUT'
    | 'IDEMPOTENCY_KEY_REUSED'
    | 'ACTION_UNAVAILABLE'
    | 'WINDOW_CLOSED'
    | 'PLACE_GONE';
  readonly state: Invitation['state'] | null;
}

/** What became of a question: an invitation (or none), a refusal, or an error of the request. */
export interface Told {
  readonly invitation: Invitation | null;
  readonly refusal?: Refusal | undefined;
  readonly error?: {
    readonly code: string;
    readonly retryAfter: string | undefined;
    /** Under which the log has a fault. */
    readonly correlationId: string | undefined;
  };
}

interface Body {
  readonly data?: {
    readonly invitation?: Invitation | null;
    readonly answer?: { readonly invitation: Invitation | null; readonly errors: readonly Refusal[] };
  } | null;
  readonly errors?: readonly {
    readonly extensions?: { readonly code?: string; readonly correlationId?: string };
  }[];
}

export interface Answer {
  readonly wish: Wish;
  readonly reason: string;
  readonly key: string;
}

/**
 * Asks `/graphql` for a form, in the name and from the address of whoever sent it: rules, limits, refusals and the audit
 * trail are those of the console's own questions.
 */
export class ApiForForms {
  constructor(private readonly fastify: FastifyInstance) {}

  read(request: FastifyRequest, token: string): Promise<Told> {
    return this.ask(request, { query: READ, variables: { token } });
  }

  answer(request: FastifyRequest, token: string, { wish, reason, key }: Answer): Promise<Told> {
    const input =
      wish === 'decline'
        ? { idempotencyKey: key, reason: reason === '' ? null : reason }
        : { idempotencyKey: key };
    return this.ask(request, { query: wish === 'decline' ? DECLINE : CONFIRM, variables: { token, input } });
  }

  private async ask(request: FastifyRequest, payload: object): Promise<Told> {
    const { remoteAddress } = request.socket;
    const { body, headers } = await this.fastify.inject({
      method: 'POST',
      url: '/graphql',
      headers: { ...passedOn(request.headers), 'content-type': 'application/json' },
      ...(remoteAddress === undefined ? {} : { remoteAddress }),
      payload,
    });
    const { data, errors } = JSON.parse(body) as Body;
    if (!data || errors !== undefined) {
      const { code = 'INTERNAL', correlationId } = errors?.[0]?.extensions ?? {};
      return {
        invitation: null,
        error: { code, retryAfter: headers['retry-after']?.toString(), correlationId },
      };
    }
    const { answer } = data;
    return { invitation: answer?.invitation ?? data.invitation ?? null, refusal: answer?.errors[0] };
  }
}

function passedOn(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    PASSED_ON.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}
