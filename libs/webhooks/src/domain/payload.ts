/** What a delivery tells. */
export interface Told {
  readonly kind: string;
  readonly occurredAt: Date;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly externalReference: string | null;
  readonly conferenceId: string;
}

/**
 * The body of a delivery, the same bytes for every attempt: which thing has changed, by id, and nothing about it. Whoever is told
 * asks back within their own walls.
 */
export const payloadOf = ({ kind, occurredAt, ...subject }: Told): string =>
  JSON.stringify({
    type: kind,
    timestamp: occurredAt.toISOString(),
    data: {
      subjectType: subject.subjectType,
      subjectId: subject.subjectId,
      externalReference: subject.externalReference,
      conferenceId: subject.conferenceId,
    },
  });
