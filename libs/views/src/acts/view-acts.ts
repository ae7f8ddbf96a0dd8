import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { forbidden, isId, notFound, parseInput, type RefusalCode, type UserActor } from '#libs/kernel';
import { type Act, type ActTarget, Commands, idOfTarget, requestOf, type Transaction } from '#libs/platform';
import { auditView } from '../audit-view.js';
import { LOAD_VIEW, type SavedViewRow } from '../persistence/saved-view.statements.js';
import { mayChange, viewSightOf } from '../policies/saved-view.policy.js';
import { explained } from '../view-refusals.js';

/** An act on one view, of whoever saved it. */
export interface ViewAct extends Act {
  /** What the trail says of it. */
  readonly fact: string;
}

export const viewAct = <Shape extends z.ZodObject>({
  codes = [],
  extras = [],
  ...act
}: Omit<ViewAct, 'input' | 'codes' | 'extras'> & {
  readonly input: Shape;
  readonly codes?: readonly RefusalCode[];
  readonly extras?: readonly string[];
}): ViewAct & { readonly input: Shape } => ({
  ...act,
  codes: ['NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED', ...codes],
  extras,
});

/** What `run` of an act is given. */
export type Call = readonly [actor: UserActor, target: ActTarget, key: string, raw: unknown];

/** Does acts on views: checks the input, loads and locks the view, works, and tells of it, all or nothing. */
@Injectable()
export class ViewActs {
  constructor(private readonly commands: Commands) {}

  /** Refuses with NOT_FOUND (unknown, or out of sight), FORBIDDEN (a colleague's) and whatever the work refuses. */
  async run<Input extends z.ZodObject>(
    act: ViewAct & { readonly input: Input },
    [actor, target, key, raw]: Call,
    work: (tx: Transaction, view: SavedViewRow, input: z.output<Input>) => void,
  ): Promise<{ id: string }> {
    const input = parseInput(act.input, raw);
    const command = { operation: act.name, key, ...requestOf(target, raw) };
    try {
      return await this.commands.run(actor, command, async (tx) => {
        const view = await loadView(tx, actor, idOfTarget(target));
        work(tx, view, input);
        auditView(tx, view, act.fact);
        return { id: view.id };
      });
    } catch (error) {
      throw explained(error);
    }
  }
}

async function loadView(tx: Transaction, actor: UserActor, id: string): Promise<SavedViewRow> {
  const [view] = isId(id) ? await tx.query<SavedViewRow>(LOAD_VIEW, [id, ...viewSightOf(actor)]) : [];
  if (view === undefined) throw notFound('view');
  if (!mayChange(actor, view))
    throw forbidden('Only who saved a view changes it. Save one of your own instead.');
  return view;
}
