import { randomUUID } from 'node:crypto';
import { type GraphqlClient } from '#libs/testing';

/** The main job's operations as a partner's system would write them. */

const NOMINATION = 'id version state reference availableActions';
const ERRORS = 'errors { code message path }';

export interface NominationAnswer {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly reference: string;
  readonly availableActions: readonly string[];
}

export interface Answer {
  readonly nomination: NominationAnswer | null;
  readonly errors: readonly {
    readonly code: string;
    readonly message: string;
    readonly path: readonly string[];
  }[];
}

const key = (): string => randomUUID();

export interface NewNomination {
  readonly conferenceId: string;
  readonly bodyId: string;
  readonly constituencyId: string;
  readonly person: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

async function run(client: GraphqlClient, field: string, text: string, variables: object): Promise<Answer> {
  const data = await client.data<Record<string, Answer>>(text, variables as Record<string, unknown>);
  return data[field] as Answer;
}

/** The version that an act of this caller names. */
export async function versionOf(client: GraphqlClient, id: string): Promise<number | undefined> {
  const { nomination } = await client.data<{ nomination: { version: number } | null }>(
    'query ($id: ID!) { nomination(id: $id) { version } }',
    { id },
  );
  return nomination?.version;
}

/** An act on one nomination, as it stands unless a version is given: what follows by itself moves it too. */
const change =
  (field: string, inputType: string) =>
  async (client: GraphqlClient, id: string, input: object): Promise<Answer> =>
    run(
      client,
      field,
      `mutation ($id: ID!, $input: ${inputType}!) { ${field}(id: $id, input: $input) { nomination { ${NOMINATION} } ${ERRORS} } }`,
      {
        id,
        input: {
          idempotencyKey: key(),
          ...('version' in input ? {} : { version: await versionOf(client, id) }),
          ...input,
        },
      },
    );

export const createNomination = (client: GraphqlClient, input: NewNomination): Promise<Answer> =>
  run(
    client,
    'createNomination',
    `mutation ($input: CreateNominationInput!) { createNomination(input: $input) { nomination { ${NOMINATION} } ${ERRORS} } }`,
    {
      input: { idempotencyKey: key(), ...input },
    },
  );
export const updateNomination = change('updateNomination', 'UpdateNominationInput');
export const submitNomination = change('submitNomination', 'SubmitNominationInput');
export const withdrawNomination = change('withdrawNomination', 'WithdrawNominationInput');
export const substituteNominee = change('substituteNominee', 'SubstituteNomineeInput');
export const correctEmail = change('correctEmail', 'CorrectEmailInput');
export const correctPerson = change('correctPerson', 'CorrectPersonInput');
export const recommendNomination = change('recommendNomination', 'RecommendNominationInput');
export const returnNomination = change('returnNomination', 'ReturnNominationInput');
export const decideNomination = change('decideNomination', 'DecideNominationInput');
export const reopenNomination = change('reopenNomination', 'ReopenNominationInput');
export const promoteNomination = change('promoteNomination', 'PromoteNominationInput');

export interface Item {
  readonly id: string;
  readonly version: number;
}

export interface ManyAnswer {
  readonly results:
    | readonly {
        readonly outcome: 'DONE' | 'POSSIBLE' | 'REFUSED';
        readonly nomination: Pick<NominationAnswer, 'id' | 'version' | 'state'> | null;
        readonly errors: Answer['errors'];
      }[]
    | null;
  readonly errors: Answer['errors'];
}

/** An act on many nominations: `submitNomination` and the like, which are the names of their single forms. */
export async function actOnMany(
  client: GraphqlClient,
  act: string,
  items: readonly Item[],
  input: object = {},
): Promise<ManyAnswer> {
  const type = `${act[0]?.toUpperCase() ?? ''}${act.slice(1)}ManyInput`;
  const data = await client.data<Record<string, ManyAnswer>>(
    `mutation ($input: ${type}!) { ${act}Many(input: $input) {
      results { outcome nomination { id version state } ${ERRORS} } ${ERRORS} } }`,
    { input: { idempotencyKey: key(), items, ...input } },
  );
  return data[`${act}Many`] as ManyAnswer;
}

export interface ReleaseAnswer {
  readonly batch: { readonly id: string; readonly number: number; readonly size: number } | null;
  readonly skipped: readonly { readonly nomination: { readonly id: string }; readonly reason: string }[];
  readonly errors: readonly { readonly code: string; readonly message: string }[];
}

export async function releaseDecisions(
  client: GraphqlClient,
  conferenceId: string,
  nominationIds: readonly string[] | null = null,
  idempotencyKey: string = key(),
  previewVersion: string | null = null,
): Promise<ReleaseAnswer> {
  const { releaseDecisions: answer } = await client.data<{ releaseDecisions: ReleaseAnswer }>(
    `mutation ($input: ReleaseDecisionsInput!) { releaseDecisions(input: $input) { batch { id number size } skipped { nomination { id } reason } errors { code message } } }`,
    { input: { idempotencyKey, conferenceId, nominationIds, previewVersion } },
  );
  return answer;
}

export async function stateOf(client: GraphqlClient, id: string): Promise<string | null> {
  const { nomination } = await client.data<{ nomination: { state: string } | null }>(
    'query ($id: ID!) { nomination(id: $id) { state } }',
    { id },
  );
  return nomination?.state ?? null;
}

/** Says, as the administrator, what becomes of places that come free; answers the codes of refusals. */
export async function setFreedPlaces(
  client: GraphqlClient,
  conferenceId: string,
  freedPlaces: 'BY_HAND' | 'AT_ONCE',
  expectedFreedPlaces?: 'BY_HAND' | 'AT_ONCE',
): Promise<string[]> {
  const { setFreedPlaces: answer } = await client.data<{
    setFreedPlaces: { errors: { code: string }[] };
  }>(
    'mutation ($input: SetFreedPlacesInput!) { setFreedPlaces(input: $input) { conference { freedPlaces } errors { code } } }',
    { input: { idempotencyKey: key(), conferenceId, freedPlaces, expectedFreedPlaces } },
  );
  return answer.errors.map(({ code }) => code);
}
