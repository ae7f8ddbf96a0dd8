/** What this context needs to know of the settings. */
export class AccessOptions {
  constructor(
    readonly values: {
      /** The installation's secret; keys are derived from it. */
      readonly secret: string;
      /** Origin of the console, where links lead. */
      readonly publicUrl: string;
      /** Open sign-in as sample people. */
      readonly isDemonstration: boolean;
    },
  ) {}
}
