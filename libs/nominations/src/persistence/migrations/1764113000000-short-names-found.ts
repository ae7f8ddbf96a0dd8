import { SchemaMigration } from '#libs/platform';
import { LOOK_ALIKE_FUNCTIONS, LOOK_ALIKES_BY_LENGTH, WITHOUT_LOOK_ALIKES } from './look-alikes.js';

/** Short names with a typing error in each word are found: fewer trigrams in common are enough for two of them. */
export class ShortNamesFound1764113000000 extends SchemaMigration {
  protected readonly statementsUp = [...WITHOUT_LOOK_ALIKES, ...LOOK_ALIKES_BY_LENGTH];
  protected readonly statementsDown = [...WITHOUT_LOOK_ALIKES, ...LOOK_ALIKE_FUNCTIONS];
}
