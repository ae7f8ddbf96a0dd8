import { Injectable } from '@nestjs/common';
import {
  forbidden,
  hasConferenceRole,
  isId,
  notFound,
  parseInput,
  type UserActor,
  worksFor,
} from '#libs/kernel';
import { Commands } from '#libs/platform';
import { ReleaseSubjects } from '#libs/approvals';
import { NOMINATION_SUBJECT, releaseDecisionsInput } from '../domain/nomination.js';
import { WHO_MAY } from '../policies/nomination.policy.js';

/** Lets decisions on nominations out as one batch; what follows is in `NominationReleases`. */
@Injectable()
export class ReleaseDecisions {
  constructor(
    private readonly commands: Commands,
    private readonly release: ReleaseSubjects,
  ) {}

  /**
   * Releases the named nominations that are decided, or the oldest 1,000. What was named, or was waiting when the request
   * came, and is not decided any more is skipped and told. Whoever says which preview was read releases just that. Refuses
   * NOTHING_TO_RELEASE, PREVIEW_CHANGED, FORBIDDEN, NOT_FOUND.
   */
  async run(
    actor: UserActor,
    key: string,
    raw: unknown,
  ): Promise<{ batchId: string; skipped: readonly string[] }> {
    const { conferenceId, nominationIds, previewVersion } = parseInput(releaseDecisionsInput, raw);
    return this.commands.run(actor, { operation: 'releaseDecisions', key, request: raw }, async (tx) => {
      requireReleaser(actor, conferenceId);
      const subjectIds = Array.isArray(nominationIds) ? [...new Set(nominationIds)] : null;
      return this.release.run(tx, actor, {
        type: NOMINATION_SUBJECT,
        conferenceId,
        subjectIds,
        previewVersion,
      });
    });
  }
}

/** Only an approver of the host of this conference; others hear that there is no such conference, or that they may not. */
function requireReleaser(actor: UserActor, conferenceId: string): void {
  if (isId(conferenceId) && hasConferenceRole(actor, conferenceId, 'HOST_APPROVER') && actor.canWrite) return;
  if (!worksFor(actor, conferenceId)) throw notFound('conference');
  throw forbidden(WHO_MAY.RELEASE);
}
