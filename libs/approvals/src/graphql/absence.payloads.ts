import { mutationPayload } from '#libs/platform';
import { AbsenceType } from './absence.type.js';

const COMMON = ['NOT_FOUND', 'FORBIDDEN', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED'] as const;

export const RecordAbsencePayload = mutationPayload({
  name: 'RecordAbsence',
  result: { absence: () => AbsenceType },
  codes: COMMON,
});
export const EndAbsencePayload = mutationPayload({
  name: 'EndAbsence',
  description: 'absence is null for one that had not begun: it is off the record',
  result: { absence: () => AbsenceType },
  codes: COMMON,
});
