import { Injectable } from '@nestjs/common';
import { isId } from '#libs/kernel';
import { asActor, byParts, type GraphQLContext, Nodes, type ReadNodes } from '#libs/platform';
import { Batches } from '../queries/batches.js';
import { ListInbox } from '../queries/list-inbox.js';
import { ReviewDossier } from '../queries/review-dossier.js';
import { ReviewAnswers } from './review-answers.js';

interface WithId {
  readonly id: string;
}

/** What `node` finds of reviews: each part as its subject tells it. */
@Injectable()
export class ApprovalsNodes {
  constructor(
    nodes: Nodes,
    batches: Batches,
    inbox: ListInbox,
    private readonly dossier: ReviewDossier,
    private readonly answers: ReviewAnswers,
  ) {
    nodes.register(
      { type: 'DecisionBatch', read: asActor(batches.byIds) },
      { type: 'InboxItem', read: asActor(inbox.byIds) },
      { type: 'Decision', read: this.decisions },
      {
        type: 'RecommendationEntry',
        read: this.ofSteps((context, subjectId) => answers.recommendations(context, subjectId)),
      },
      {
        type: 'SignOffVoice',
        read: this.ofSteps(
          async (context, subjectId) => (await this.progress(context, subjectId))?.voices ?? [],
        ),
      },
      {
        type: 'SignOffProgress',
        isComposite: true,
        read: byParts(1, (context, [subjectId = '']) =>
          isId(subjectId) ? this.progress(context, subjectId) : Promise.resolve(null),
        ),
      },
    );
  }

  private readonly decisions: ReadNodes = async (context, ids) => {
    const subjects = await this.dossier.subjectsOfDecisions(context.actor, ids);
    const found = await Promise.all(
      subjects.map(({ subjectId, isHostView }) => this.answers.decision(context, subjectId, isHostView)),
    );
    return among(ids, found);
  };

  /** Recommendations or voices, of whichever kind of step an id is. */
  private ofSteps(of: (context: GraphQLContext, subjectId: string) => Promise<readonly object[]>): ReadNodes {
    return async (context, ids) => {
      const subjects = await this.dossier.subjectsOfSteps(context.actor, ids);
      return among(ids, (await Promise.all(subjects.map((id) => of(context, id)))).flat());
    };
  }

  private progress(
    context: GraphQLContext,
    subjectId: string,
  ): Promise<{ readonly voices: readonly object[] } | null> {
    return this.answers.signOffs(context, subjectId);
  }
}

/** Those of what was read that were asked for. */
function among(ids: readonly string[], found: readonly (object | null)[]): ReadonlyMap<string, object> {
  const wanted = new Set(ids);
  return new Map(
    found.flatMap((node) => {
      const { id } = (node ?? {}) as Partial<WithId>;
      return node !== null && id !== undefined && wanted.has(id) ? [[id, node]] : [];
    }),
  );
}
