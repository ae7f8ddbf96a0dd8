import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  bodiesRead,
  forbidden,
  line,
  newId,
  notFound,
  parseInput,
  readsConference,
  Refusal,
  type UserActor,
  validId,
  worksFor,
} from '#libs/kernel';
import { Commands, countBehindLock, type Transaction } from '#libs/platform';
import { auditView } from '../audit-view.js';
import { VIEW_ACTIONS } from '../domain/audit-actions.js';
import { LONGEST_NAME, MOST_OWN, VIEW_LISTS } from '../domain/saved-view.js';
import { COUNT_OWN } from '../persistence/saved-view.statements.js';
import { SAVED_VIEW } from '../persistence/saved-view.table.js';
import { explained, requireQuery } from '../view-refusals.js';

const saveInput = z.object({
  conferenceId: validId,
  bodyId: validId.nullish().transform((given) => given ?? null),
  list: z.enum(VIEW_LISTS),
  name: line(LONGEST_NAME),
  query: z.string().nullish(),
  isShared: z.boolean().nullish(),
});
type SaveInput = z.output<typeof saveInput>;

/** Keeps the filter and the order of a list under a name, for whoever asks and where they say for the people of their body. */
@Injectable()
export class SaveView {
  constructor(private readonly commands: Commands) {}

  /**
   * Refuses with NOT_FOUND (conference, body), FORBIDDEN (what is the host's, for a partner; the most there may be), INVALID_INPUT (a name
   * that is taken; what the list's address cannot say) and IDEMPOTENCY_KEY_REUSED.
   */
  async run(actor: UserActor, key: string, raw: unknown): Promise<{ id: string }> {
    const { query: typed, isShared, ...input } = parseInput(saveInput, raw);
    const query = requireQuery(input.list, typed ?? '');
    try {
      return await this.commands.run(actor, { operation: 'saveView', key, request: raw }, async (tx) => {
        requirePlace(actor, input);
        await refuseHoard(tx, actor, input.conferenceId);
        const view = { ...input, id: newId(), userId: actor.userId, query, isShared: isShared ?? false };
        tx.insert(SAVED_VIEW, view);
        auditView(tx, view, VIEW_ACTIONS.saved);
        return { id: view.id };
      });
    } catch (error) {
      throw explained(error);
    }
  }
}

/** Whoever has a role there, whichever it is. */
function requirePlace(
  actor: UserActor,
  { conferenceId, bodyId, list }: Pick<SaveInput, 'conferenceId' | 'bodyId' | 'list'>,
): void {
  if (!worksFor(actor, conferenceId))
    throw new Refusal('NOT_FOUND', notFound('conference').message, ['input', 'conferenceId']);
  if (bodyId === null) {
    if (!readsConference(actor, conferenceId))
      throw forbidden('Views of no body are the host’s. Name the body for which you work.');
    return;
  }
  const isTheirs = actor.grants.some(
    (grant) => grant.bodyId === bodyId && grant.conferenceId === conferenceId,
  );
  if (!isTheirs || !bodiesRead(actor).includes(bodyId))
    throw new Refusal('NOT_FOUND', notFound('body').message, ['input', 'bodyId']);
  if (list === 'INBOX') throw forbidden('The inbox is the host’s. Save a view of it without a body.');
}

async function refuseHoard(tx: Transaction, { userId }: UserActor, conferenceId: string): Promise<void> {
  const own = `views.saved_view ${userId} ${conferenceId}`;
  if ((await countBehindLock(tx, own, COUNT_OWN, [userId, conferenceId])) >= MOST_OWN)
    throw forbidden(`You have ${MOST_OWN} views; delete one that you no longer use.`);
}
