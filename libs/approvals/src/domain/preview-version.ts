import { createHash } from 'node:crypto';

/** A decision as a release lets it go: of a subject as it is, whose words stand in the mail. */
export interface ReleasableDecision {
  readonly subject: { readonly id: string; readonly version: number };
  readonly decision: { readonly decisionId: string };
}

/**
 * Stands for everything that a release would let go: another one for other decisions, for a changed subject, and for other
 * lines of what follows.
 */
export function previewVersion(decided: readonly ReleasableDecision[], follows: readonly string[]): string {
  const lines = [
    ...decided.map(({ subject, decision }) => `${subject.id} ${subject.version} ${decision.decisionId}`),
    ...follows,
  ];
  return createHash('sha256').update(lines.sort().join('\n')).digest('base64url');
}
