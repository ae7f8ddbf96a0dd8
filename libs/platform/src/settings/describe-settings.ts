import { isSecret, type SettingName, settingsSchema } from './settings-schema.js';

/** One setting for people: name, meaning, whether it is set, and its value unless that is secret. */
export interface SettingDescription {
  readonly name: string;
  readonly meaning: string;
  readonly secret: boolean;
  /** `(set)` instead of a secret's value; `(default)` where the environment says nothing. */
  readonly value: string;
}

/** Every setting as the environment gives it, for help texts and for the log of a start. Shows no secret. */
export function describeSettings(env: Readonly<Record<string, string | undefined>>): SettingDescription[] {
  return (Object.keys(settingsSchema) as SettingName[]).map((name) => {
    const text = env[name]?.trim() || undefined;
    const secret = isSecret(name);
    const value = text === undefined ? '(default)' : secret ? '(set)' : text;
    return { name, meaning: settingsSchema[name].meta()?.description ?? '', secret, value };
  });
}
