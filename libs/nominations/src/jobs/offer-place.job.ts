import { Injectable } from '@nestjs/common';
import { JobHandler } from '#libs/platform';
import { offerPlace } from '../nominations.jobs.js';
import { GivePlaceBack } from '../use-cases/give-place-back.js';

/** An approved nomination was withdrawn: its place goes to the next. */
@Injectable()
export class OfferPlace extends JobHandler<{ nominationId: string }> {
  readonly job = offerPlace;

  constructor(private readonly giveBack: GivePlaceBack) {
    super();
  }

  handle({ nominationId }: { nominationId: string }): Promise<void> {
    return this.giveBack.run(nominationId);
  }
}
