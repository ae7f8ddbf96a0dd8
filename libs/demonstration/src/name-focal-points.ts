import { addFocalPoint } from '#libs/access';
import { type OrganisationDirectory } from '#libs/organisations';
import { type Transaction } from '#libs/platform';
import { FOCAL_POINTS, STAFF } from './staff.js';

/** Lets the sample people answer for their organisations. @param organisations ids by the keys of the samples */
export async function nameFocalPoints(
  tx: Transaction,
  directory: OrganisationDirectory,
  conferenceId: string,
  organisations: ReadonlyMap<string, string>,
): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const known = await directory.byIds(tx, conferenceId, [...organisations.values()]);
  for (const { email, organisation } of FOCAL_POINTS) {
    const person = STAFF.find((one) => one.email === email);
    const found = known.get(organisations.get(organisation) ?? '');
    if (person === undefined || found === undefined) continue;
    const name = directory.nameOn(found, person.language, today);
    await addFocalPoint(tx, conferenceId, { ...person, isSample: true }, { id: found.id, name });
  }
}
