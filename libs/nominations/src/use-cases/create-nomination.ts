import { Injectable } from '@nestjs/common';
import { forbidden, newId, notFound, parseInput, Refusal, type UserActor } from '#libs/kernel';
import { Commands, NOW, type Transaction } from '#libs/platform';
import { approvalPlan } from '#libs/approvals';
import { QuotaRefusals } from '#libs/places';
import {
  createNominationInput,
  type CreateNominationInput,
  requireComplete,
  withBadgeName,
  NOMINATION_SUBJECT,
} from '../domain/nomination.js';
import { NOMINATION_FIELDS, PERSON_FIELDS, storedFrom } from '../domain/nomination-fields.js';
import { nominationKeys, personKeys } from '../domain/folding.js';
import { newReference } from '../domain/reference.js';
import { LOAD_BODY } from '../persistence/nomination.statements.js';
import { NOMINATION } from '../persistence/nomination.table.js';
import { PERSON } from '../persistence/person.table.js';
import { mayDraft, mayEver, mayRead, WHO_MAY } from '../policies/nomination.policy.js';
import { reasonForSecond } from '../domain/second-nomination.js';
import { NominationOrganisations } from './nomination-organisations.js';
import { ReferenceRefusals } from './reference-refusals.js';
import { SecondNominations, tellOfSecond } from './second-nominations.js';
import { Submission } from './submission.js';

const FIRST_VERSION = 1;

interface BodyRow extends Record<string, unknown> {
  code: string;
  has_constituency: boolean;
  is_window_open: boolean;
  approval_plan: unknown;
}

/** Drafts a nomination for one's own body, while the nomination window is open; if wished, submits it in the same act. */
@Injectable()
export class CreateNomination {
  constructor(
    private readonly commands: Commands,
    private readonly submission: Submission,
    private readonly quota: QuotaRefusals,
    private readonly references: ReferenceRefusals,
    private readonly seconds: SecondNominations,
    private readonly organisations: NominationOrganisations,
  ) {}

  /**
   * Refuses NOT_FOUND (conference, body, constituency or organisation), FORBIDDEN, WINDOW_CLOSED, INVALID_INPUT,
   * EXTERNAL_REFERENCE_TAKEN and ALREADY_NOMINATED (with the nomination that is there), REASON_REQUIRED of a second one that is meant; when submitted at once also INCOMPLETE and QUOTA_SPENT (with the balance), and then nothing is drafted either.
   */
  async run(actor: UserActor, key: string, raw: unknown): Promise<{ id: string }> {
    const input = parseInput(createNominationInput, raw);
    try {
      return await this.commands.run(actor, { operation: 'createNomination', key, request: raw }, (tx) =>
        this.create(tx, actor, input),
      );
    } catch (error) {
      throw await this.explained(actor, input, error);
    }
  }

  /**
   * The same within a transaction that does more than this; whoever opened it keeps it from happening twice. Refuses before it writes.
   * What only the database finds fails the transaction: `explained` says what it means.
   */
  async within(tx: Transaction, actor: UserActor, raw: unknown): Promise<{ id: string }> {
    return this.create(tx, actor, parseInput(createNominationInput, raw));
  }

  /** What is thrown instead of an error that the database met. */
  async explained(
    actor: UserActor,
    asked: Pick<CreateNominationInput, 'bodyId' | 'constituencyId' | 'externalReference'>,
    error: unknown,
  ): Promise<unknown> {
    return this.references.explained(actor, asked, await this.quota.explained(actor, asked, error));
  }

  private async create(
    tx: Transaction,
    actor: UserActor,
    input: CreateNominationInput,
  ): Promise<{ id: string }> {
    requireDrafter(actor, input);
    if (input.isSubmitted) requireComplete(input.person, ['input', 'person']);
    const { email } = input.person;
    const [[body], first] = await Promise.all([
      tx.query<BodyRow>(LOAD_BODY, [input.bodyId, input.conferenceId, input.constituencyId]),
      this.seconds.firstBeside(tx, { ...input, email }),
    ]);
    if (body === undefined) throw new Refusal('NOT_FOUND', notFound('body').message, ['input', 'bodyId']);
    if (!body.has_constituency)
      throw new Refusal('NOT_FOUND', notFound('constituency').message, ['input', 'constituencyId']);
    if (!body.is_window_open) throw new Refusal('WINDOW_CLOSED', 'The nomination window is closed.');
    if (first !== undefined) await this.references.refuseTaken(tx, input);
    const secondReason = reasonForSecond(first, input, ['input', 'person', 'email']);
    const { conferenceId } = input;
    const of = { actor, conferenceId, path: ['input', 'person'] };
    const person = await this.organisations.named(tx, of, input.person);
    const id = this.insert(
      tx,
      actor,
      { ...input, person },
      { reference: newReference(body.code), secondReason },
    );
    tellOfSecond(tx, { ...input, id }, secondReason);
    if (input.isSubmitted) {
      this.submission.begin(tx, {
        ...input,
        id,
        version: FIRST_VERSION,
        plan: approvalPlan.parse(body.approval_plan),
        createdBy: actor.userId,
        lastEditedBy: actor.userId,
        isAgain: false,
        answer: null,
      });
    }
    return { id };
  }

  private insert(
    tx: Transaction,
    actor: UserActor,
    input: CreateNominationInput,
    { reference, secondReason }: { readonly reference: string; readonly secondReason: string | null },
  ): string {
    const { conferenceId, bodyId } = input;
    const person = withBadgeName(input.person);
    const id = newId();
    const personId = newId();
    tx.insert(PERSON, {
      ...storedFrom(PERSON_FIELDS, person),
      ...personKeys(person),
      id: personId,
      conferenceId,
      bodyId,
    });
    tx.insert(NOMINATION, {
      id,
      conferenceId,
      bodyId,
      constituencyId: input.constituencyId,
      personId,
      reference,
      state: input.isSubmitted ? 'SUBMITTED' : 'DRAFT',
      ...storedFrom(NOMINATION_FIELDS, input),
      secondReason,
      supersedes: null,
      createdBy: actor.userId,
      lastEditedBy: actor.userId,
      submittedAt: input.isSubmitted ? NOW : null,
      ...nominationKeys(person, reference),
    });
    const { organisation: after = null, organisationId } = person;
    this.organisations.write(tx, actor, { id, conferenceId, bodyId }, { after, organisationId });
    tx.audit({
      conferenceId,
      bodyId,
      action: 'nomination.created',
      subjectType: NOMINATION_SUBJECT,
      subjectId: id,
      details: { reference },
    });
    return id;
  }
}

function requireDrafter(actor: UserActor, input: CreateNominationInput): void {
  if (!mayRead(actor, input)) throw new Refusal('NOT_FOUND', notFound('body').message, ['input', 'bodyId']);
  if (!mayDraft(actor, input) || !actor.canWrite) throw forbidden(WHO_MAY.UPDATE);
  if (input.isSubmitted && !mayEver.SUBMIT(actor, input)) throw forbidden(WHO_MAY.SUBMIT);
}
