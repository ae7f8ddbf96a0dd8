import type { Allotment } from './operations';

/** The places of one body for one constituency; `balance` is missing where none were allotted yet. */
export interface Place {
  readonly body: { readonly id: string; readonly name: string };
  readonly constituency: { readonly id: string; readonly name: string };
  readonly balance: Allotment | undefined;
  /** What administrators allot, without what approvers gave beyond it. */
  readonly allotted: number;
}
