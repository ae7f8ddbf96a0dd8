import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { asUser, hasConferenceRole } from '#libs/kernel';
import { type User, UserDirectory, UserType } from '#libs/access';
import { Access, type GraphQLContext, Nodes } from '#libs/platform';
import { type Absence, Absences } from '../queries/absences.js';
import { AbsentColleagues } from '../queries/absent-colleagues.js';
import { EndAbsence } from '../use-cases/end-absence.js';
import { RecordAbsence } from '../use-cases/record-absence.js';
import { EndAbsencePayload, RecordAbsencePayload } from './absence.payloads.js';
import { AbsenceType, EndAbsenceInput, RecordAbsenceInput } from './absence.type.js';

const LISTED_FOR = ['HOST_ADMINISTRATOR', 'HOST_APPROVER', 'AUDITOR'] as const;

/** For whom approvers may sign, and until when. */
@Resolver()
export class AbsenceResolver {
  constructor(
    private readonly absences: Absences,
    private readonly absent: AbsentColleagues,
    private readonly record: RecordAbsence,
    private readonly end: EndAbsence,
    private readonly users: UserDirectory,
    nodes: Nodes,
  ) {
    nodes.register({ type: 'Absence', read: (context, ids) => this.byIds(context, ids) });
  }

  @Query(() => [AbsenceType], {
    name: 'absences',
    description: 'Absences that are not over, the earliest first; at most 500',
  })
  @Access.role(...LISTED_FOR)
  async list(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Context() context: GraphQLContext,
  ): Promise<object[]> {
    const found = await this.absences.ofConference(context.actor, conferenceId);
    const views = await Promise.all(found.map((absence) => this.view(context, absence)));
    return views.filter((view) => view !== null);
  }

  @Query(() => [UserType], {
    description:
      'People for whom the caller may sign off while they are absent: one for each absent approver',
  })
  @Access.role('HOST_APPROVER')
  async absentColleagues(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Context() context: GraphQLContext,
  ): Promise<User[]> {
    const ids = await this.absent.ofToday(context.actor, conferenceId);
    const people = await Promise.all(ids.map((id) => this.users.summary(context, id)));
    return people.filter((person) => person !== null);
  }

  @Mutation(() => RecordAbsencePayload.type, {
    description: 'Lets colleagues sign in the place of an approver for a time',
  })
  @Access.signedIn()
  recordAbsence(
    @Args('input') { idempotencyKey, ...input }: RecordAbsenceInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    return RecordAbsencePayload.answer(async () => {
      const { absenceId } = await this.record.run(asUser(context.actor), idempotencyKey, input);
      return { absence: await this.reread(context, absenceId) };
    });
  }

  @Mutation(() => EndAbsencePayload.type, {
    description: 'Ends an absence now, or takes one back that has not begun',
  })
  @Access.signedIn()
  endAbsence(
    @Args('id', { type: () => ID }) id: string,
    @Args('input') { idempotencyKey }: EndAbsenceInput,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    return EndAbsencePayload.answer(async () => {
      const { absenceId } = await this.end.run(asUser(context.actor), id, idempotencyKey);
      return { absence: await this.reread(context, absenceId) };
    });
  }

  /** For those who may list them. */
  private async byIds(context: GraphQLContext, ids: readonly string[]): Promise<ReadonlyMap<string, object>> {
    const found = [...(await this.absences.byIds(context.actor, ids)).values()].filter(({ conferenceId }) =>
      hasConferenceRole(context.actor, conferenceId, ...LISTED_FOR),
    );
    const views = await Promise.all(
      found.map(async (one) => [one.id, await this.view(context, one)] as const),
    );
    return new Map(views.flatMap(([id, view]) => (view === null ? [] : [[id, view]])));
  }

  private async reread(context: GraphQLContext, id: string): Promise<object | null> {
    const absence = await this.absences.one(context.actor, id);
    return absence === null ? null : this.view(context, absence);
  }

  private async view(context: GraphQLContext, absence: Absence): Promise<object | null> {
    const user = await this.users.summary(context, absence.userId);
    const { actor } = context;
    const canEnd =
      actor.kind === 'user' &&
      actor.canWrite &&
      (absence.userId === actor.userId ||
        hasConferenceRole(actor, absence.conferenceId, 'HOST_ADMINISTRATOR'));
    return user === null ? null : { ...absence, user, canEnd };
  }
}
