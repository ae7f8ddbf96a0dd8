import { newId } from '#libs/kernel';
import { type ActsOfContext } from './support/acts.js';
import { idOfAct } from './support/ids.js';
import { on } from './support/scene.js';

export const acts: ActsOfContext = {
  replayDeadLetter: {
    input: ['idempotencyKey: String!'],
    ids: {
      id: idOfAct('dead letter', {}),
    },
    act: on('administrator', async ({ product }) => {
      const id = newId();
      await product.admin.query(
        `INSERT INTO platform.outbox (id, conference_id, queue, job, payload, failed_at, error)
         VALUES ($1, $2, 'nominations', 'offer-place', '{}', now(), 'Error')`,
        [id, product.world.conferenceId],
      );
      return id;
    }),
    leaves: ['user dead-letter.replayed dead-letter for host {error: string, job: string, queue: string}'],
  },
};
