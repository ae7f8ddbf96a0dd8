import { createHash } from 'node:crypto';

/** A decision as a release lets it go: of a nomination as it is, whose name and address stand in the mail. */
export interface ReleasableDecision {
  readonly nominationId: string;
  readonly nominationVersion: number;
  readonly decisionId: string;
}

/** Everything that a release would let go. */
export interface Releasable {
  readonly decisions: readonly ReleasableDecision[];
  /** Who moves up from the reserve list by it. */
  readonly promotions: readonly { readonly id: string; readonly version: number }[];
  /** What bodies and host are told, and who. */
  readonly notices: readonly {
    readonly content: { readonly message: { readonly kind: string }; readonly params: unknown };
    readonly recipient: { readonly email: string; readonly language: string };
  }[];
}

/** Stands for all of it: another one for other decisions, for anybody else who moves up, and for another word or reader. */
export function previewVersion({ decisions, promotions, notices }: Releasable): string {
  const lines = [
    ...decisions.map(
      ({ nominationId, nominationVersion, decisionId }) =>
        `${nominationId} ${nominationVersion} ${decisionId}`,
    ),
    ...promotions.map(({ id, version }) => `promote ${id} ${version}`),
    ...notices.map(
      ({ content: { message, params }, recipient }) =>
        `${message.kind} ${recipient.email} ${recipient.language} ${JSON.stringify(params)}`,
    ),
  ];
  return createHash('sha256').update(lines.sort().join('\n')).digest('base64url');
}
