import { newId } from '#libs/kernel';
import { type ActsOfContext } from './support/acts.js';
import { idInInput, idOfAct } from './support/ids.js';
import { on, says, type Scene, single } from './support/scene.js';

/** A view of the ICC's coordinator, put there behind the product's back. */
const viewOfIcc = ({ product }: Scene): Promise<string> =>
  single(
    product,
    `INSERT INTO views.saved_view (id, conference_id, body_id, user_id, list, name, query)
     VALUES ($1::uuid, $2, $3, $4, 'NOMINATIONS', $1::text, '') RETURNING id`,
    [newId(), product.world.conferenceId, product.world.icc, product.world.people.iccCoordinator.userId],
  );
const drafts = (name: string) => ({ list: 'NOMINATIONS', name, query: 'state=DRAFT' });

export const acts: ActsOfContext = {
  saveView: {
    input: [
      'bodyId: ID',
      'conferenceId: ID!',
      'idempotencyKey: String!',
      'isShared: Boolean',
      'list: SavedViewList!',
      'name: String!',
      'query: String',
    ],
    ids: {
      'input.bodyId': idInInput('body', (id, home) => ({
        conferenceId: home.conferenceId,
        bodyId: id,
        ...drafts(newId()),
      })),
      'input.conferenceId': idInInput('conference', (id, home) => ({
        conferenceId: id,
        bodyId: home.bodyId,
        ...drafts(newId()),
      })),
    },
    act: says('iccCoordinator', ({ product: { world } }) => ({
      conferenceId: world.conferenceId,
      bodyId: world.icc,
      ...drafts('Drafts'),
    })),
    leaves: ['user view.saved view for body {}'],
  },
  updateView: {
    input: ['idempotencyKey: String!', 'isShared: Boolean', 'name: String', 'query: String', 'version: Int!'],
    ids: {
      id: idOfAct('view', { version: 1, isShared: true }),
    },
    act: on('iccCoordinator', viewOfIcc, () => ({ version: 1, name: 'Other' })),
    leaves: ['user view.updated view for body {}'],
  },
  deleteView: {
    input: ['idempotencyKey: String!'],
    ids: {
      id: idOfAct('view', {}),
    },
    act: on('iccCoordinator', viewOfIcc),
    leaves: ['user view.deleted view for body {}'],
  },
};
