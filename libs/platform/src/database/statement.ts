import { createHash } from 'node:crypto';

/** In a SELECT list, for one transaction: see `Statement.isPlannedOnce`. */
export const PLAN_ONCE = `set_config('plan_cache_mode', 'force_generic_plan', true)`;

/** In a SELECT list, for one transaction: see `Statement.isReadInOrder`. */
export const READ_IN_ORDER = [
  PLAN_ONCE,
  ...['enable_seqscan', 'enable_sort', 'enable_incremental_sort'].map(
    (setting) => `set_config('${setting}', 'off', true)`,
  ),
].join(', ');

/** In a SELECT list, for one transaction: see `Statement.isPlannedForValues`. */
export const PLAN_FOR_VALUES = `set_config('plan_cache_mode', 'force_custom_plan', true)`;

const names = new Map<string, string>();

/**
 * The name under which a statement is prepared once per connection. Statement texts are constants of the program,
 * composed from fixed parts: never put a value into one, it would be prepared for ever.
 */
export function statementName(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = `p_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
    names.set(text, name);
  }
  return name;
}
