/** A nomination on the reserve list, with what its invitation says. */
export interface Reserve {
  readonly id: string;
  readonly conferenceId: string;
  readonly bodyId: string;
  readonly constituencyId: string;
  readonly reference: string;
  readonly version: number;
  readonly capacity: string;
  readonly person: {
    readonly name: string;
    readonly honorific: string | null;
    readonly email: string | null;
    readonly language: string | null;
  };
}
