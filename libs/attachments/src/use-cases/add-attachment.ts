import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  forbidden,
  notFound,
  optionalLine,
  parseInput,
  Refusal,
  type UserActor,
  validId,
} from '#libs/kernel';
import { fileName as nameWithEnding } from '#libs/export';
import { Commands, countBehindLock, Database, type Transaction } from '#libs/platform';
import { AttachmentSubjects, type FoundSubject } from '../attachment-subjects.js';
import { auditAttachment } from '../audit-attachment.js';
import { type ContentType } from '../checks/checked-file.js';
import { ATTACHMENT_ACTIONS, ATTACHMENT_SIDES, type AttachmentSide } from '../domain/attachment.js';
import { MOST_BYTES_OF_SUBJECT, MOST_FILES } from '../limits.js';
import { BYTES_OF_SIDE, COUNT_OF_SIDE } from '../persistence/attachment.statements.js';
import { ATTACHMENT } from '../persistence/attachment.table.js';
import { attachmentSides, WHO_ADDS } from '../policies/attachment.policy.js';
import { fileRefused } from '../refusals.js';
import { FileKeeper, type KeptFile } from './file-keeper.js';

const addInput = z.object({
  subjectId: validId,
  side: z.enum(ATTACHMENT_SIDES).nullish(),
  fileName: optionalLine(255).nullish(),
});
type AddInput = z.output<typeof addInput>;

/** Where a file is to go. */
interface Place {
  readonly subject: FoundSubject;
  readonly bodyId: string | null;
}

/** Attaches a file to a subject, for the adder's own side. The subject itself stays as it is. */
@Injectable()
export class AddAttachment {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly subjects: AttachmentSubjects,
    private readonly keeper: FileKeeper,
  ) {}

  /**
   * Refuses NOT_FOUND (no subject in sight), FORBIDDEN (not theirs to add), INVALID_INPUT, IDEMPOTENCY_KEY_REUSED and FILE_REFUSED
   * (with `fileProblem`); whoever may not add does not make anybody look at a file.
   */
  async run(actor: UserActor, key: string, raw: unknown, bytes: Uint8Array): Promise<{ id: string }> {
    const input = parseInput(addInput, raw);
    const reading = {
      query: <Row extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
        this.database.read<Row>(actor, text, values),
    };
    await this.placeOf(reading, actor, input);
    // Before a transaction is open: looking and storing take their time.
    const file = await this.keeper.keep(actor.userId, bytes, 'DOCUMENT');
    const request = [raw, createHash('sha256').update(bytes).digest('hex')];
    try {
      const done = await this.commands.run(actor, { operation: 'addAttachment', key, request }, (tx) =>
        this.add(tx, actor, input, file),
      );
      // The request came before, and its file is another one.
      if (done.id !== file.id) await this.keeper.forget(file.id);
      return done;
    } catch (error) {
      // Of anything else nobody knows whether it was committed: what was not goes when the store is compared with the rows.
      if (error instanceof Refusal) await this.keeper.forget(file.id);
      throw error;
    }
  }

  private async add(
    tx: Transaction,
    actor: UserActor,
    input: AddInput,
    file: KeptFile,
  ): Promise<{ id: string }> {
    const place = await this.placeOf(tx, actor, input);
    const { subject, bodyId } = place;
    await refuseHoard(tx, place, file.size);
    const isLater = bodyId !== null && subject.stage === 'WITH_HOST';
    const row = {
      ...file,
      conferenceId: subject.conferenceId,
      bodyId,
      subjectType: subject.type,
      subjectId: subject.id,
      isShown: bodyId === null || isLater,
    };
    tx.insert(ATTACHMENT, {
      ...row,
      addedBy: actor.userId,
      fileName: nameOf(input.fileName ?? null, file.contentType),
      lostAt: null,
    });
    auditAttachment(tx, row, ATTACHMENT_ACTIONS.added);
    return { id: file.id };
  }

  private async placeOf(
    tx: Pick<Transaction, 'query'>,
    actor: UserActor,
    { subjectId, side }: AddInput,
  ): Promise<Place> {
    const subject = await this.subjects.find(tx, actor, subjectId);
    if (subject === undefined)
      throw new Refusal('NOT_FOUND', notFound('subject').message, ['input', 'subjectId']);
    return {
      subject,
      bodyId: addedFor(actor, subject, side ?? undefined) === 'HOST' ? null : subject.bodyId,
    };
  }
}

/** The side that is named, or the only one for which the caller adds. */
function addedFor(
  actor: UserActor,
  subject: FoundSubject,
  asked: AttachmentSide | undefined,
): AttachmentSide {
  const sides = attachmentSides(actor, subject);
  const [side] = asked === undefined ? sides : sides.filter((own) => own === asked);
  if (side === undefined) throw forbidden(WHO_ADDS);
  if (asked === undefined && sides.length > 1)
    throw new Refusal('INVALID_INPUT', 'You add files for the host and for the body: say whose it is.', [
      'input',
      'side',
    ]);
  return side;
}

/** Counted under a lock of the side, so that neither can tell what the other has. */
async function refuseHoard(tx: Transaction, { subject, bodyId }: Place, size: number): Promise<void> {
  const of = [subject.id, bodyId];
  const name = `attachments.attachment ${subject.id} ${bodyId ?? ''}`;
  if ((await countBehindLock(tx, name, COUNT_OF_SIDE, of)) >= MOST_FILES)
    throw fileRefused('TOO_MANY_FILES', { limit: MOST_FILES });
  const [row] = await tx.query<{ bytes: number }>(BYTES_OF_SIDE, of);
  if ((row?.bytes ?? 0) + size > MOST_BYTES_OF_SUBJECT)
    throw fileRefused('NO_ROOM', { limit: MOST_BYTES_OF_SUBJECT / 1024 / 1024 });
}

const ENDINGS: Readonly<Record<ContentType, string>> = { 'image/jpeg': 'jpg', 'application/pdf': 'pdf' };

/** As people call it, with the ending of what is kept: `letter.HEIC` is kept as `letter.jpg`. */
const nameOf = (name: string | null, contentType: ContentType): string =>
  nameWithEnding((name ?? 'attachment').replace(/\.[a-z]{2,5}$/i, ''), ENDINGS[contentType]);
