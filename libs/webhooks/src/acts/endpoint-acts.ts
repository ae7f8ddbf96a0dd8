import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { isId, notFound, parseInput, type RefusalCode, Refusal, type UserActor } from '#libs/kernel';
import {
  type Act,
  type ActTarget,
  type Answer,
  Commands,
  idOfTarget,
  requestOf,
  type Transaction,
} from '#libs/platform';
import { auditEndpoint } from '../audit-endpoint.js';
import { actionsIn, type EndpointAction } from '../domain/endpoint.js';
import { type EndpointRow, LOAD_ENDPOINT } from '../persistence/endpoint.statements.js';
import { mayChange, webhookSightOf } from '../policies/webhook.policy.js';

const COMMON_CODES = ['NOT_FOUND', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED'] as const;

/** An act on one endpoint: in which states it may be done is in the domain, by `action`. */
export interface EndpointAct extends Act {
  readonly action: EndpointAction;
  /** What the trail says of it. */
  readonly fact: string;
}

export const endpointAct = ({
  codes = [],
  extras = [],
  ...act
}: Omit<EndpointAct, 'codes' | 'extras'> & {
  readonly codes?: readonly RefusalCode[];
  readonly extras?: readonly string[];
}): EndpointAct => ({ ...act, codes: [...COMMON_CODES, ...codes], extras });

/** What `run` of an act is given. */
export type Call = readonly [actor: UserActor, target: ActTarget, key: string, raw: unknown];

/** Does acts on endpoints: checks the input, loads and locks the endpoint, works, and tells of it, all or nothing. */
@Injectable()
export class EndpointActs {
  constructor(private readonly commands: Commands) {}

  /** Refuses with NOT_FOUND (unknown, or out of sight), ACTION_UNAVAILABLE and whatever the work refuses. */
  run<Input extends z.ZodType, Made extends Answer>(
    act: EndpointAct & { readonly input: Input },
    [actor, target, key, raw]: Call,
    work: (tx: Transaction, endpoint: EndpointRow, input: z.output<Input>) => Made | Promise<Made>,
    details?: (made: Made) => Readonly<Record<string, unknown>>,
  ): Promise<{ id: string } & Made> {
    const input = parseInput(act.input, raw);
    const command = { operation: act.name, key, ...requestOf(target, raw) };
    return this.commands.run(actor, command, async (tx) => {
      const endpoint = await loadEndpoint(tx, actor, idOfTarget(target));
      if (!actionsIn(endpoint.state).includes(act.action))
        throw new Refusal('ACTION_UNAVAILABLE', 'The endpoint is in this state already. Read it again.');
      const made = await work(tx, endpoint, input);
      auditEndpoint(tx, endpoint, act.fact, details?.(made));
      return { id: endpoint.id, ...made };
    });
  }
}

/** Refuses with NOT_FOUND for whoever may not change it. */
export async function loadEndpoint(tx: Transaction, actor: UserActor, id: string): Promise<EndpointRow> {
  const [endpoint] = isId(id)
    ? await tx.query<EndpointRow>(LOAD_ENDPOINT, [id, ...webhookSightOf(actor)])
    : [];
  if (endpoint === undefined || !mayChange(actor, endpoint)) throw notFound('endpoint');
  return endpoint;
}
