import { Injectable } from '@nestjs/common';
import { ConferenceReference, type ConferenceSnapshot } from '#libs/conference';

/** The bodies and constituencies that nominations name, from what the process remembers of its conferences. */
@Injectable()
export class Places {
  constructor(private readonly reference: ConferenceReference) {}

  /** A snapshot that knows the places of all these rows: read anew when one of them is younger than the memory. */
  async of(
    rows: readonly { readonly body_id: string; readonly constituency_id: string }[],
  ): Promise<ConferenceSnapshot> {
    const snapshot = await this.reference.current();
    const isKnown = rows.every(
      (row) =>
        snapshot.body(row.body_id) !== undefined && snapshot.constituency(row.constituency_id) !== undefined,
    );
    if (isKnown) return snapshot;
    this.reference.forget();
    return this.reference.current();
  }
}
