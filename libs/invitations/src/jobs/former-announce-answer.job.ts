import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { JobHandler } from '#libs/platform';
import { formerAnnounceAnswer } from '../invitation.jobs.js';
import { AnnounceAnswer } from '../use-cases/announce-answer.js';

/** An answer of which an older release has promised to tell. */
@Injectable()
export class FormerAnnounceAnswer extends JobHandler<z.output<typeof formerAnnounceAnswer.payload>> {
  readonly job = formerAnnounceAnswer;

  constructor(private readonly announcing: AnnounceAnswer) {
    super();
  }

  handle(answer: z.output<typeof formerAnnounceAnswer.payload>): Promise<void> {
    return this.announcing.run(answer);
  }
}
