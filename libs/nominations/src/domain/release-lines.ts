/** What follows from a release beside its decisions. */
export interface ReleaseFollows {
  /** Who moves up from the reserve list by it. */
  readonly promotions: readonly { readonly id: string; readonly version: number }[];
  /** What bodies and host are told, and who. */
  readonly notices: readonly {
    readonly content: { readonly message: { readonly kind: string }; readonly params: unknown };
    readonly recipient: { readonly email: string; readonly language: string };
  }[];
}

/** Each of it in a line: another one for anybody else who moves up, and for another word or reader. */
export const linesOfRelease = ({ promotions, notices }: ReleaseFollows): string[] => [
  ...promotions.map(({ id, version }) => `promote ${id} ${version}`),
  ...notices.map(
    ({ content: { message, params }, recipient }) =>
      `${message.kind} ${recipient.email} ${recipient.language} ${JSON.stringify(params)}`,
  ),
];
