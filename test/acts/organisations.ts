import { newId } from '#libs/kernel';
import { type ActsOfContext } from './support/acts.js';
import { type IdCase, idInInput, idOfAct } from './support/ids.js';
import { on, says, type Scene, single } from './support/scene.js';

const INPUT = [
  'aliases: [String!]',
  'countryCode: CountryCode',
  'formerNames: [OrganisationFormerNameInput!]',
  'idempotencyKey: String!',
  'isListed: Boolean',
  'kind: OrganisationKind',
  'mailDomains: [String!]',
  'names: [OrganisationNamesInput!]',
  'parentId: ID',
  'sortNames: [OrganisationSortNameInput!]',
  'webSite: String',
];

/** An organisation of the host's, put there behind the product's back; merged into another where that is named. */
const organisation = (
  { product: { admin, world } }: Pick<Scene, 'product'>,
  mergedInto: string | null = null,
): Promise<string> =>
  single(
    { admin } as Scene['product'],
    `WITH written AS (
       INSERT INTO organisations.catalogue AS c (conference_id, is_listed, revision) VALUES ($2, false, 1)
       ON CONFLICT (conference_id, is_listed) DO UPDATE SET revision = c.revision + 1 RETURNING revision)
     INSERT INTO organisations.organisation (id, conference_id, kind, official_names, short_names, aliases, former_names, sort_names,
       mail_domains, is_listed, revision, created_by, merged_into)
     SELECT $1::uuid, $2, 'OTHER', jsonb_build_object('en', $1::text), '{}', '{}', '[]', '{}', '{}', false, revision, $3, $4 FROM written
     RETURNING id`,
    [newId(), world.conferenceId, world.people.officer.userId, mergedInto],
  );
const merged = async (scene: Scene): Promise<string> => organisation(scene, await organisation(scene));

/** In the input of an act on an organisation of the caller's own conference, that nobody has changed before. */
const inAct = (which: 0 | 1, make: (id: string) => object): IdCase => ({
  kind: 'organisation',
  variables: (id, home) => ({
    id: home.organisationIds[which],
    input: { idempotencyKey: newId(), ...make(id) },
  }),
});

export const acts: ActsOfContext = {
  createOrganisation: {
    input: ['allowsLikelySame: Boolean', 'conferenceId: ID!', 'directoryKey: String', ...INPUT].sort(),
    ids: {
      'input.conferenceId': idInInput('conference', (id) => ({ conferenceId: id, directoryKey: 'state:KN' })),
      'input.parentId': idInInput('organisation', (id, home) => ({
        conferenceId: home.conferenceId,
        names: [{ language: 'en', official: `Sample ${newId()}` }],
        allowsLikelySame: true,
        parentId: id,
      })),
    },
    act: says('officer', ({ product: { world } }) => ({
      conferenceId: world.conferenceId,
      directoryKey: 'state:KN',
    })),
    leaves: ['user organisation.added organisation for host {kind: string}'],
  },
  updateOrganisation: {
    input: [...INPUT, 'version: Int!'],
    ids: {
      id: idOfAct('organisation', { version: 1, isListed: true }),
      'input.parentId': inAct(0, (parentId) => ({ version: 1, parentId })),
    },
    act: on('officer', organisation, () => ({ version: 1, isListed: true })),
    leaves: ['user organisation.updated organisation for host {fields: list}'],
  },
  setOrganisationContacts: {
    input: ['contacts: [OrganisationContactInput!]!', 'idempotencyKey: String!', 'version: Int!'],
    ids: { id: idOfAct('organisation', { version: 1, contacts: [] }) },
    act: on('officer', organisation, () => ({
      version: 1,
      contacts: [{ list: 'Protocol', name: 'Olive Specimen', email: 'olive@example.org' }],
    })),
    leaves: ['user organisation.contacts-set organisation for host {count: number}'],
  },
  mergeOrganisations: {
    input: ['idempotencyKey: String!', 'mergedId: ID!', 'mergedVersion: Int!', 'version: Int!'],
    ids: {
      id: idOfAct('organisation', { version: 1, mergedId: newId(), mergedVersion: 1 }),
      'input.mergedId': inAct(1, (mergedId) => ({ version: 1, mergedId, mergedVersion: 1 })),
    },
    act: async (scene) => {
      const [id, mergedId] = [await organisation(scene), await organisation(scene)];
      return () => scene.act('officer', { version: 1, mergedId, mergedVersion: 1 }, { id });
    },
    leaves: ['user organisation.merged organisation for host {mergedId: string}'],
  },
  partOrganisation: {
    input: ['idempotencyKey: String!', 'version: Int!'],
    ids: { id: idOfAct('organisation', { version: 1 }) },
    act: on('officer', merged, () => ({ version: 1 })),
    leaves: ['user organisation.parted organisation for host {keptId: string}'],
  },
};
