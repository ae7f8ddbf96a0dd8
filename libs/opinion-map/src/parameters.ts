import { BANDWIDTH, LEAST_VOTES, PLACES } from './continuous.js';
import { settingsFrom, type OpinionOptions } from './options.js';

/** All that a map depends on besides votes and moderation: options that give the same map, and the constants of the continuous rank. */
export interface MapParameters {
  readonly options: Omit<OpinionOptions, 'kMemory' | 'alreadyClustered'>;
  readonly continuous: { readonly places: number; readonly bandwidth: number; readonly leastVotes: number };
}

/**
 * The parameters of a map that is made from its votes alone, with every default filled in, so that it can be made again when a default has changed.
 *
 * @throws OpinionMapRefusal if options make no sense
 */
export function parametersOf(options: Omit<OpinionOptions, 'kMemory' | 'alreadyClustered'>): MapParameters {
  const { kMemory: _memory, alreadyClustered: _before, ...settings } = settingsFrom(options);
  return {
    options: settings,
    continuous: { places: PLACES, bandwidth: BANDWIDTH, leastVotes: LEAST_VOTES },
  };
}
