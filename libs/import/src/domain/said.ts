import { type Said } from '../known.js';

export const NOTHING_SAID: Said = { answers: {}, columns: {}, cells: {} };
