/** The demonstration's door: London 2011, loaded once, and who may be tried. */
export * from './seed-demonstration.js';
