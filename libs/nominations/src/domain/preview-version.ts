import { createHash } from 'node:crypto';

/** A decision as a release lets it go: of a nomination as it is, whose name and address stand in the mail. */
export interface ReleasableDecision {
  readonly nominationId: string;
  readonly nominationVersion: number;
  readonly decisionId: string;
}

/** Stands for all that a release would let go: another one for other decisions, or for a nomination that was changed. */
export function previewVersion(decisions: readonly ReleasableDecision[]): string {
  const lines = decisions.map(
    ({ nominationId, nominationVersion, decisionId }) => `${nominationId} ${nominationVersion} ${decisionId}`,
  );
  return createHash('sha256').update(lines.sort().join('\n')).digest('base64url');
}
