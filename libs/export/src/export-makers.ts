import { type UserActor } from '#libs/kernel';

/** Who makes a list, as it stands on its pages. The context that knows people provides it. */
export abstract class ExportMakers {
  /** The name of whoever asks; of a body's system, that of the system. */
  abstract nameOf(actor: UserActor): Promise<string>;
}
