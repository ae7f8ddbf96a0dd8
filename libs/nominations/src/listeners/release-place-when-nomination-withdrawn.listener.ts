import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { defineListener, JobHandler } from '#libs/platform';
import { PassPlaceOn } from '#libs/places';
import { nominationWithdrawn } from '../nominations.events.js';

const listener = defineListener(nominationWithdrawn, {
  queue: 'nominations',
  name: 'release-place-when-nomination-withdrawn',
});

/** An approved nomination that is withdrawn gives its place up; one that was not approved has none. */
@Injectable()
export class ReleasePlaceWhenNominationWithdrawn extends JobHandler<
  z.output<typeof nominationWithdrawn.payload>
> {
  readonly job = listener;

  constructor(private readonly passing: PassPlaceOn) {
    super();
  }

  async handle({ nominationId, wasApproved }: z.output<typeof nominationWithdrawn.payload>): Promise<void> {
    if (wasApproved) await this.passing.run(nominationId);
  }
}
