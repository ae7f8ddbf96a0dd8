import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  conferencesReadWhole,
  isId,
  notFound,
  parseInput,
  Refusal,
  type RefusalCode,
  type UserActor,
} from '#libs/kernel';
import { type Act, type ActTarget, Commands, idOfTarget, requestOf, type Transaction } from '#libs/platform';
import { auditOrganisation } from '../audit-organisation.js';
import { LOAD_ORGANISATION, type OrganisationRow } from '../persistence/organisation.statements.js';
import { requireWriter } from '../policies/organisation.policy.js';

const version = z.number().int().min(1).describe('The version of the organisation that the caller has read');

/** An act on one organisation, of those who keep them. */
export interface OrganisationAct<Shape extends z.ZodRawShape = z.ZodRawShape> extends Act {
  readonly input: z.ZodObject<Shape & { version: typeof version }>;
  /** What the trail says of it. */
  readonly fact: string;
}

export const organisationAct = <Shape extends z.ZodRawShape>({
  input,
  codes = [],
  ...act
}: Pick<OrganisationAct, 'name' | 'description' | 'inputDescription' | 'fact'> & {
  readonly input: Shape;
  readonly codes?: readonly RefusalCode[];
}): OrganisationAct<Shape> => ({
  ...act,
  input: z.object({ version, ...input }),
  codes: ['NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED', 'VERSION_CONFLICT', ...codes],
  extras: ['currentVersion'],
});

/** What `run` of an act is given. */
export type Call = readonly [actor: UserActor, target: ActTarget, key: string, raw: unknown];
type Details = Readonly<Record<string, unknown>>;

/** Does acts on organisations: checks the input, loads and locks, works, and tells of it, all or nothing. */
@Injectable()
export class OrganisationActs {
  constructor(private readonly commands: Commands) {}

  /** Refuses with NOT_FOUND (unknown, or out of sight), FORBIDDEN (who only reads), VERSION_CONFLICT and whatever the work refuses. */
  run<A extends OrganisationAct>(
    act: A,
    [actor, target, key, raw]: Call,
    work: (tx: Transaction, organisation: OrganisationRow, input: z.output<A['input']>) => Promise<Details>,
  ): Promise<{ id: string }> {
    const input = parseInput(act.input, raw) as z.output<A['input']>;
    const command = { operation: act.name, key, ...requestOf(target, raw) };
    return this.commands.run(actor, command, async (tx) => {
      const asked = (input as { version: number }).version;
      const organisation = await loadOrganisation(tx, actor, idOfTarget(target));
      requireVersion(organisation, asked);
      auditOrganisation(tx, organisation, act.fact, await work(tx, organisation, input));
      return { id: organisation.id };
    });
  }
}

/** Refuses NOT_FOUND at a path for what is out of sight, FORBIDDEN for who only reads. */
export async function loadOrganisation(
  tx: Transaction,
  actor: UserActor,
  id: string,
  path: readonly string[] = ['id'],
): Promise<OrganisationRow> {
  const [row] = isId(id)
    ? await tx.query<OrganisationRow>(LOAD_ORGANISATION, [id, conferencesReadWhole(actor)])
    : [];
  if (row === undefined) throw new Refusal('NOT_FOUND', notFound('organisation').message, path);
  requireWriter(actor, row.conferenceId);
  return row;
}

export function requireVersion(
  { version: current }: OrganisationRow,
  asked: number,
  path: readonly string[] = ['input', 'version'],
): void {
  if (current !== asked)
    throw new Refusal(
      'VERSION_CONFLICT',
      'The organisation was changed since you opened it. Look at it again.',
      path,
      { currentVersion: current },
    );
}
