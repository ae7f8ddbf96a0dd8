import { Injectable } from '@nestjs/common';
import { Refusal, type UserActor } from '#libs/kernel';
import { Database } from '#libs/platform';
import { type SamplePerson } from './people.js';
import { type Story } from './sample-story.js';

const VERSION = 'SELECT version + follow_ups AS version FROM nominations.nomination WHERE id = $1';

/** A step that was taken before the loading was cut off: its key is known, or the nomination has moved on. */
const TAKEN = ['IDEMPOTENCY_KEY_REUSED', 'ACTION_UNAVAILABLE', 'ALREADY_DECIDED', 'NOTHING_TO_RELEASE'];

/** A sample nomination under way. */
export interface Nominated {
  readonly id: string;
  readonly person: SamplePerson;
  readonly story: Story;
  /** Begins every idempotency key, so that a loading that was cut off goes on where it stopped. */
  readonly key: string;
}

interface Act {
  run(actor: UserActor, id: string, key: string, raw: unknown): Promise<unknown>;
}

/** Lets people act on nominations as they are now, each act once however often the loading runs. */
@Injectable()
export class Performer {
  constructor(private readonly database: Database) {}

  async act(
    useCase: Act,
    actor: UserActor,
    { id, key }: Nominated,
    step: string,
    input: object,
  ): Promise<void> {
    const [row] = await this.database.read<{ version: number }>(actor, VERSION, [id]);
    await this.once(useCase.run(actor, id, `${key}:${step}`, { version: row?.version, ...input }));
  }

  /** Waits for a step; that it was taken before is no mistake. */
  async once(step: Promise<unknown>): Promise<void> {
    try {
      await step;
    } catch (error) {
      if (!(error instanceof Refusal && TAKEN.includes(String(error.code)))) throw error;
    }
  }
}
