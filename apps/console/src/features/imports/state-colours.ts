import type { TagColour } from '../../ui/tag';
import type { ImportList, ImportRow } from './operations';

export const COLOURS: Readonly<Record<ImportList['state'], TagColour>> = {
  LOADED: 'blue',
  APPLYING: 'yellow',
  APPLIED: 'green',
  UNDOING: 'yellow',
  UNDONE: 'grey',
  ABANDONED: 'grey',
};

export const OUTCOME_COLOURS: Readonly<Record<ImportRow['outcome'], TagColour>> = {
  NEW: 'green',
  UPDATE: 'blue',
  LEAVE: 'grey',
  ASK: 'orange',
};
