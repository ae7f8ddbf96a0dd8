import { NominationOrganisations } from '../use-cases/nomination-organisations.js';

/** For acts that name no organisation by its id. */
export const organisationsAsTyped = (): NominationOrganisations =>
  new NominationOrganisations(undefined as never);
