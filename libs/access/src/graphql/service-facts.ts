/** What this installation says of itself to everybody. */
export class ServiceFacts {
  constructor(
    readonly values: {
      readonly id: string;
      readonly name: string;
      readonly version: string;
      readonly isDemonstration: boolean;
      readonly mailCatcherUrl: string | null;
    },
  ) {}
}
