import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  forbidden,
  isId,
  notFound,
  parseInput,
  type RefusalCode,
  Refusal,
  type UserActor,
} from '#libs/kernel';
import {
  type Act,
  type ActTarget,
  type Answer,
  Commands,
  idOfTarget,
  requestOf,
  type Transaction,
} from '#libs/platform';
import { auditList } from '../audit-list.js';
import { type IMPORT_ACTIONS } from '../domain/audit-actions.js';
import { actionsIn, type ImportListAction } from '../domain/import-list.js';
import { LOAD_LIST, type WholeImportList } from '../persistence/import-list.statements.js';
import { listSightOf, mayWriteFor, notTheirs, WHO_LOADS } from '../policies/import-list.policy.js';
import { ImportLists } from '../queries/import-lists.js';

const version = z.number().int().min(1).describe('The version of the list that the caller has read');
const COMMON_CODES = [
  'NOT_FOUND',
  'FORBIDDEN',
  'INVALID_INPUT',
  'IDEMPOTENCY_KEY_REUSED',
  'VERSION_CONFLICT',
  'ACTION_UNAVAILABLE',
] as const;

/** An act on one list. In which states it may be done is in the domain, by `action`. */
export interface ListAct<Shape extends z.ZodRawShape = z.ZodRawShape> extends Act {
  readonly action: ImportListAction;
  readonly input: z.ZodObject<Shape & { version: typeof version }>;
  /** What the trail says of it; left out where nothing is changed that others see. */
  readonly fact?: (typeof IMPORT_ACTIONS)[keyof typeof IMPORT_ACTIONS] | undefined;
}

export const listAct = <Shape extends z.ZodRawShape>({
  codes = [],
  extras = [],
  input,
  ...act
}: Omit<ListAct, 'input' | 'codes' | 'extras'> & {
  readonly input: Shape;
  readonly codes?: readonly RefusalCode[];
  readonly extras?: readonly string[];
}): ListAct<Shape> => ({
  ...act,
  input: z.object({ version, ...input }),
  codes: [...COMMON_CODES, ...codes],
  extras: ['currentVersion', ...extras],
});

/** What `run` of an act is given. */
export type Call = readonly [actor: UserActor, target: ActTarget, key: string, raw: unknown];

export interface ListWork<A extends ListAct, Found> {
  readonly tx: Transaction;
  readonly actor: UserActor;
  readonly list: WholeImportList;
  readonly input: z.output<A['input']>;
  /** What was looked up before the transaction began. */
  readonly found: Found;
}

/** Does acts on lists: checks the input, loads and locks the list, works, and tells of it, all or nothing. */
@Injectable()
export class ListActs {
  constructor(
    private readonly commands: Commands,
    private readonly lists: ImportLists,
  ) {}

  /**
   * @param lookUp what takes its time, before the transaction; what it refuses is told once the list is found and of this version
   * @param work what it answers stands in the trail
   */
  async run<A extends ListAct, Found>(
    act: A,
    [actor, target, key, raw]: Call,
    lookUp: (list: WholeImportList, input: z.output<A['input']>) => Promise<Found>,
    work: (work: ListWork<A, Found>) => Readonly<Record<string, number>> | undefined,
  ): Promise<{ id: string } & Answer> {
    const input = parseInput(act.input, raw) as z.output<A['input']>;
    const id = idOfTarget(target);
    const seen = await this.lists.whole(actor, id);
    const [looked] = await Promise.allSettled([
      seen === undefined || seen.reading === null ? Promise.reject(notFound('list')) : lookUp(seen, input),
    ]);
    const command = { operation: act.name, key, ...requestOf(target, raw) };
    return this.commands.run(actor, command, async (tx) => {
      const list = await loadForAct(tx, actor, id, act.action, (input as { version: number }).version);
      if (looked.status === 'rejected') throw looked.reason;
      const details = work({ tx, actor, list, input, found: looked.value });
      if (act.fact !== undefined) auditList(tx, list, act.fact, details);
      return { id };
    });
  }
}

async function loadForAct(
  tx: Transaction,
  actor: UserActor,
  id: string,
  action: ImportListAction,
  asked: number,
): Promise<WholeImportList> {
  const [list] = isId(id) ? await tx.query<WholeImportList>(LOAD_LIST, [id, listSightOf(actor)]) : [];
  if (list === undefined) throw notFound('list');
  if (!mayWriteFor(actor, list.bodyId)) throw forbidden(WHO_LOADS);
  const notAllowed = notTheirs(actor, list.bodyId, action);
  if (notAllowed !== undefined) throw forbidden(notAllowed);
  if (list.version !== asked)
    throw new Refusal(
      'VERSION_CONFLICT',
      'Somebody has changed this list since you opened it. Look at it again.',
      ['input', 'version'],
      { currentVersion: list.version },
    );
  if (!actionsIn(list.state).includes(action))
    throw new Refusal('ACTION_UNAVAILABLE', 'This cannot be done with the list as it is. Read it again.');
  if (list.reading === null)
    throw new Refusal('ACTION_UNAVAILABLE', 'The rows of the list are gone. Load the file again.');
  return list;
}
