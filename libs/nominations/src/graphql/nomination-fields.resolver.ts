import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { batched, type GraphQLContext, ListSize } from '#libs/platform';
import { AuditEventConnection, AuditTrail } from '#libs/audit';
import { UserDirectory, type User, UserType } from '#libs/access';
import {
  DecisionType,
  ReasonCodeEnum,
  reasonsSharedByDefault,
  RecommendationEntryType,
  ReviewAnswers,
  ReviewClaimType,
  SignOffProgressType,
} from '#libs/approvals';
import {
  type AttachmentSide,
  Attachments,
  attachmentSides,
  AttachmentSideEnum,
  AttachmentType,
  MOST_FILES,
} from '#libs/attachments';
import { InvitationType, Invitations } from '#libs/invitations';
import { MessageLog, MessageType, MOST_OF_SUBJECT } from '#libs/notifications';
import { NoteConnection, Notes, type NoteSide, NoteSideEnum, noteSides } from '#libs/notes';
import { placeKey, QuotaBalances, QuotaBalanceType, type QuotaBalanceView } from '#libs/places';
import { screeningAnswer, ScreeningDossier, ScreeningResultType, WatchListHits } from '#libs/screening';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';
import { missingFields } from '../domain/completeness.js';
import { stageOf } from '../nomination-attachments.js';
import { unavailableActions } from '../policies/nomination.policy.js';
import { GetNomination } from '../queries/get-nomination.js';
import { type NominationView } from '../queries/nomination-view.js';
import { type Succession, Successions } from '../queries/successions.js';
import {
  HISTORY_PAGE,
  HistoryPageArgs,
  historyPage,
  NOTES_PAGE,
  NotesPageArgs,
} from './history-page.args.js';
import { PossibleDuplicateType } from './duplicate-pair.type.js';
import { NominationType, UnavailableActionType } from './nomination.type.js';

/** What files are charged as: as many as a nomination usually has. All that it has are read by one statement for a whole list. */
const USUAL_FILES = 2;

const HOST_ONLY = { nullable: true, description: 'Host only, null for everybody else' } as const;

/** What is read only when somebody asks for it: one statement a field for a whole list. No parameter decorators, so each call is direct. */
@Resolver(() => NominationType)
export class NominationFieldsResolver {
  private readonly invitations: ReturnType<Invitations['ofSources']>;

  constructor(
    private readonly dossier: ScreeningDossier,
    private readonly watchList: WatchListHits,
    private readonly balances: QuotaBalances,
    private readonly get: GetNomination,
    private readonly review: ReviewAnswers,
    private readonly users: UserDirectory,
    private readonly trail: AuditTrail,
    invitations: Invitations,
    private readonly messageLog: MessageLog,
    private readonly successions: Successions,
    private readonly noted: Notes,
    private readonly attached: Attachments,
  ) {
    this.invitations = invitations.ofSources(NOMINATION_SUBJECT);
  }

  @ResolveField(() => UserType, { nullable: true, description: 'Who made it; null for who may not know' })
  createdBy(parent: NominationView, _args: object, context: GraphQLContext): Promise<User | null> {
    if (parent.createdById === undefined) throw new Error('A nomination was read without who made it');
    return this.users.summary(context, parent.createdById);
  }

  @ResolveField(() => [UnavailableActionType], {
    description:
      "One for each action of the caller's role that is not possible now, and why; none that has no meaning in its state",
  })
  unavailableActions(parent: NominationView, _args: object, { actor }: GraphQLContext): object[] {
    return unavailableActions(actor, parent.facts);
  }

  @ResolveField(() => [String], {
    description:
      "What the host's screening misses, by the fields' paths in the input (`person.jobTitle`); it can be submitted without",
  })
  missing({ person, justification }: NominationView): readonly string[] {
    const { organisation, jobTitle, country } = person;
    if (
      organisation === undefined ||
      jobTitle === undefined ||
      country === undefined ||
      justification === undefined
    ) {
      throw new Error('A nomination was read without its words');
    }
    return missingFields({ organisation, jobTitle, country, justification });
  }

  @ResolveField(() => QuotaBalanceType, {
    nullable: true,
    description: 'The places of its body for its constituency; null where it has none',
  })
  async quotaBalance(
    parent: NominationView,
    _args: object,
    context: GraphQLContext,
  ): Promise<QuotaBalanceView | null> {
    const key = placeKey(parent.body.id, parent.constituency.id);
    return (await batched(context, this.balances.ofPlaces, key)) ?? null;
  }

  @ListSize(HISTORY_PAGE)
  @ResolveField(() => AuditEventConnection, {
    description: 'Everything that happened, oldest first, as far as the caller may see it',
  })
  history(
    @Parent() parent: NominationView,
    @Args() page: HistoryPageArgs,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    return this.trail.ofSubject(context, parent.id, historyPage(page));
  }

  @ListSize(NOTES_PAGE)
  @ResolveField(() => NoteConnection, {
    description:
      'What the caller’s own side has noted about it, the newest first: to the host its staff’s notes, to the body those of its people; of the other side’s there is no trace',
  })
  notes(
    @Parent() parent: NominationView,
    @Args() page: NotesPageArgs,
    @Context() context: GraphQLContext,
  ): Promise<object> {
    return this.noted.ofSubject(context, parent.id, historyPage(page, NOTES_PAGE));
  }

  @ResolveField(() => [NoteSideEnum], {
    description: 'For whom the caller can write a note (`writeNote`); empty for whoever only reads',
  })
  noteSides(
    { conferenceId, body }: NominationView,
    _args: object,
    { actor }: GraphQLContext,
  ): readonly NoteSide[] {
    return noteSides(actor, { conferenceId, bodyId: body.id });
  }

  @ListSize(USUAL_FILES)
  @ResolveField(() => [AttachmentType], {
    description: `Files that are attached to it, the oldest first, as far as the caller may see them: to the body its own; to the host its own and those that the body has handed over with the nomination or added since. At most ${MOST_FILES} of each side`,
  })
  attachments(parent: NominationView, _args: object, context: GraphQLContext): Promise<readonly object[]> {
    return this.attached.ofSubject(context, parent.id);
  }

  @ResolveField(() => [AttachmentSideEnum], {
    description: 'For whom the caller can add a file now (`POST /attachments`)',
  })
  attachmentSides(
    { conferenceId, body, state }: NominationView,
    _args: object,
    { actor }: GraphQLContext,
  ): readonly AttachmentSide[] {
    return attachmentSides(actor, { conferenceId, bodyId: body.id, stage: stageOf(state) });
  }

  @ResolveField(() => NominationType, {
    nullable: true,
    description: 'The nomination whose place this one has taken: it is SUPERSEDED; null where it took none',
  })
  supersedes(parent: NominationView, _args: object, context: GraphQLContext): Promise<object | null> {
    return this.otherOf('supersedes', parent, context);
  }

  @ResolveField(() => NominationType, {
    nullable: true,
    description: 'The nomination that has taken the place of this one; null where none has',
  })
  supersededBy(parent: NominationView, _args: object, context: GraphQLContext): Promise<object | null> {
    return this.otherOf('supersededBy', parent, context);
  }

  @ResolveField(() => InvitationType, {
    nullable: true,
    description: 'The personal invitation; null until it is made, which is at the release',
  })
  async invitation(parent: NominationView, _args: object, context: GraphQLContext): Promise<object | null> {
    return (await batched(context, this.invitations, parent.id)) ?? null;
  }

  @ResolveField(() => [MessageType], {
    description: `What was mailed about it, oldest first, as far as the caller may see it; at most ${MOST_OF_SUBJECT}, the query \`messages\` pages through all`,
  })
  async messages(parent: NominationView, _args: object, context: GraphQLContext): Promise<readonly object[]> {
    return (await batched(context, this.messageLog.ofSubjects, parent.id)) ?? [];
  }

  @ResolveField(() => [ScreeningResultType], {
    nullable: true,
    description: 'One for each check (host only, null for everybody else)',
  })
  async screening(
    parent: NominationView,
    _args: object,
    context: GraphQLContext,
  ): Promise<readonly object[] | null> {
    if (!parent.isHostView) return null;
    const results = (await batched(context, this.dossier.screenings, parent.id)) ?? [];
    return results.map(screeningAnswer);
  }

  @ResolveField(() => [PossibleDuplicateType], {
    nullable: true,
    description:
      'The likeliest first, and behind them those that were judged to be of other people; at most 20 (host only, null for everybody else)',
  })
  async duplicates(
    parent: NominationView,
    _args: object,
    context: GraphQLContext,
  ): Promise<readonly object[] | null> {
    if (!parent.isHostView) return null;
    const found = (await batched(context, this.dossier.duplicates, parent.id)) ?? [];
    const nominations = await Promise.all(
      found.map(({ otherId }) => batched(context, this.get.byIds, otherId)),
    );
    return found.flatMap((duplicate, index) => {
      const nomination = nominations[index];
      return nomination === undefined ? [] : [{ ...duplicate, nomination }];
    });
  }

  @ResolveField(() => [RecommendationEntryType], {
    nullable: true,
    description: 'The newest, oldest first; at most 100 (host only, null for everybody else)',
  })
  async recommendations(
    parent: NominationView,
    _args: object,
    context: GraphQLContext,
  ): Promise<readonly object[] | null> {
    if (!parent.isHostView) return null;
    return this.review.recommendations(context, parent.id);
  }

  @ResolveField(() => SignOffProgressType, HOST_ONLY)
  async signOffs(parent: NominationView, _args: object, context: GraphQLContext): Promise<object | null> {
    return parent.isHostView ? this.review.signOffs(context, parent.id) : null;
  }

  @ResolveField(() => ReviewClaimType, {
    nullable: true,
    description: 'Who of the host is on its review (host only, null for everybody else)',
  })
  async claim(parent: NominationView, _args: object, context: GraphQLContext): Promise<object | null> {
    return parent.isHostView ? this.review.claimOfSubject(context, parent.id) : null;
  }

  @ResolveField(() => [ReasonCodeEnum], {
    nullable: true,
    description:
      'Reasons of a decision that are told to the body unless the approver says otherwise (host only, null for everybody else)',
  })
  async reasonsSharedByDefault(
    parent: NominationView,
    _args: object,
    context: GraphQLContext,
  ): Promise<readonly string[] | null> {
    if (!parent.isHostView) return null;
    return reasonsSharedByDefault((await batched(context, this.watchList.of, parent.id)) !== false);
  }

  @ResolveField(() => DecisionType, {
    nullable: true,
    description: 'The host sees it at once; the body once its batch is released',
  })
  async decision(parent: NominationView, _args: object, context: GraphQLContext): Promise<object | null> {
    return this.review.decision(context, parent.id, parent.isHostView);
  }

  private async otherOf(
    which: keyof Succession,
    { id }: NominationView,
    context: GraphQLContext,
  ): Promise<NominationView | null> {
    const other = (await batched(context, this.successions.of, id))?.[which];
    return other ? ((await batched(context, this.get.byIds, other)) ?? null) : null;
  }
}
