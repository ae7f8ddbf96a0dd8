/** Where places are counted: a body's for one constituency. */
export interface Place {
  readonly bodyId: string;
  readonly constituencyId: string;
}
