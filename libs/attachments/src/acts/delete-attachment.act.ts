import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { forbidden, isId, notFound, parseInput, type UserActor } from '#libs/kernel';
import { type Act, type ActTarget, Commands, idOfTarget, requestOf, sightOf } from '#libs/platform';
import { forgetFile } from '../attachments.jobs.js';
import { auditAttachment } from '../audit-attachment.js';
import { ATTACHMENT_ACTIONS } from '../domain/attachment.js';
import { type AttachmentRow, DELETE_FILE, LOAD_FILE } from '../persistence/attachment.statements.js';
import { mayDelete, WHO_DELETES } from '../policies/attachment.policy.js';

type Call = readonly [actor: UserActor, target: ActTarget, key: string, raw: unknown];

const act: Act = {
  name: 'deleteAttachment',
  description:
    'Deletes a file: of the host’s own whoever added it, of a body’s its coordinators and nominators as long as the host was not shown it. The history keeps that there was one',
  input: z.object({}),
  codes: ['NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED'],
  extras: [],
};

/** Deletes a file: its row with the commit, its bytes soon after. */
@Injectable()
export class DeleteAttachment {
  static readonly act = act;

  constructor(private readonly commands: Commands) {}

  /** Refuses with NOT_FOUND (unknown, or the other side's) and FORBIDDEN. */
  run(...[actor, target, key, raw]: Call): Promise<{ id: string }> {
    parseInput(act.input, raw);
    const command = { operation: act.name, key, ...requestOf(target, raw) };
    return this.commands.run(actor, command, async (tx) => {
      const id = idOfTarget(target);
      const [file] = isId(id) ? await tx.query<AttachmentRow>(LOAD_FILE, [id, ...sightOf(actor)]) : [];
      if (file === undefined) throw notFound('file');
      if (!mayDelete(actor, file)) throw forbidden(WHO_DELETES);
      tx.write(DELETE_FILE, [file.id]);
      tx.enqueue(forgetFile, { attachmentId: file.id }, { conferenceId: file.conferenceId });
      auditAttachment(tx, file, ATTACHMENT_ACTIONS.deleted);
      return { id: file.id };
    });
  }
}
