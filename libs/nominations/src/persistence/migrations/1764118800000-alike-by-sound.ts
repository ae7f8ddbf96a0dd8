import { SchemaMigration } from '#libs/platform';
import { LOOK_ALIKES_BY_SOUND } from './look-alikes.js';

/** Screenings of many look for addresses and sounds alone here: trigrams of all are compared in one pass. */
export class AlikeBySound1764118800000 extends SchemaMigration {
  protected readonly statementsUp = LOOK_ALIKES_BY_SOUND;
  protected readonly statementsDown = ['DROP FUNCTION nominations.sound_alikes'];
}
