import { newId } from '#libs/kernel';
import { insertOf, type Transaction } from '#libs/platform';
import { type NewConference } from '../domain/new-conference.js';
import {
  BODY,
  CONFERENCE,
  CONSTITUENCY,
  COUNTRY,
  PRINCIPLE,
  THEME,
  TIME_WINDOW,
} from '../persistence/conference.table.js';

export interface FoundedConference {
  readonly id: string;
  /** Ids by code. */
  readonly bodies: ReadonlyMap<string, string>;
  readonly constituencies: ReadonlyMap<string, string>;
}

/**
 * Writes a new conference with its bodies, constituencies and windows, for whoever holds the database: nobody could be
 * its administrator yet. `approvalPlan` has the shape that approvals demands.
 * @returns undefined where there is one of this name in the address already; nothing is changed then.
 */
export async function foundConference(
  tx: Transaction,
  conference: NewConference,
  approvalPlan: object,
): Promise<FoundedConference | undefined> {
  const id = newId();
  const row = { ...conference, id, approvalPlan };
  const { text, values } = insertOf(CONFERENCE, row, 'ON CONFLICT (slug) DO NOTHING');
  const isNew = await tx.execute(text, values);
  if (isNew === 0) return undefined;
  const bodies = new Map(conference.bodies.map(({ code }) => [code, newId()]));
  const constituencies = new Map(conference.constituencies.map(({ code }) => [code, newId()]));
  const conferenceId = id;
  tx.insertAll(
    BODY,
    conference.bodies.map((body) => ({ ...body, conferenceId, id: bodies.get(body.code) ?? newId() })),
  );
  tx.insertAll(
    CONSTITUENCY,
    conference.constituencies.map((one, index) => ({
      ...one,
      conferenceId,
      id: constituencies.get(one.code) ?? newId(),
      position: index + 1,
    })),
  );
  tx.insertAll(
    THEME,
    conference.themes.map((name, index) => ({ id: newId(), conferenceId, name, position: index + 1 })),
  );
  tx.insertAll(
    PRINCIPLE,
    conference.principles.map((principle, index) => ({
      id: newId(),
      conferenceId,
      number: index + 1,
      text: principle,
    })),
  );
  tx.insertAll(
    TIME_WINDOW,
    conference.windows.map((window) => ({ ...window, conferenceId, id: newId() })),
  );
  tx.insertAll(
    COUNTRY,
    conference.countries.map((country) => ({ ...country, conferenceId })),
  );
  return { id, bodies, constituencies };
}
