import { hkdfSync } from 'node:crypto';

const KEY_BYTES = 32;
/** As written in a setting: `2027a:` and 32 bytes in base64. */
const WRITTEN = /^([a-z0-9]{1,16}):([A-Za-z0-9+/_-]{43}=?)$/;
/** Fields that were written before the installation had keys of its own. */
const DERIVED = 'secret';

export interface FieldKey {
  readonly id: string;
  readonly key: Buffer;
}

/**
 * Reads the keys of encrypted fields, the newest first: `2027b:…,2027a:…`, each an id of small letters and digits and 32 random bytes in
 * base64 (`openssl rand -base64 32`). An old key stays as long as a field is written with it.
 * @returns undefined for what is no such list, and for one that has an id twice
 */
export function readFieldKeys(text: string): readonly FieldKey[] | undefined {
  const keys: FieldKey[] = [];
  for (const part of text.split(',')) {
    const [, id, written] = WRITTEN.exec(part.trim()) ?? [];
    if (id === undefined || written === undefined || id === DERIVED) return undefined;
    if (keys.some((one) => one.id === id)) return undefined;
    keys.push({ id, key: Buffer.from(written, 'base64') });
  }
  return keys;
}

/** All keys that may be met: those of the setting, and behind them one from the secret of the installation. */
export function fieldKeys(secret: string, keys: readonly FieldKey[] = []): readonly FieldKey[] {
  const derived = Buffer.from(hkdfSync('sha256', secret, '', 'plenary encrypted fields', KEY_BYTES));
  return [...keys, { id: DERIVED, key: derived }];
}
