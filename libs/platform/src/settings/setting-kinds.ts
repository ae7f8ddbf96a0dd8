import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Kinds of settings that are said more than once. Each sees the text of a variable. */

export const yesOrNo = () => z.enum(['yes', 'no'], { error: 'must be yes or no' });

export const wholeNumber = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { error })
    .transform(Number)
    .refine((number) => number >= least && number <= most, { error });
};

const ADDRESS = String.raw`[^\s<>@]{1,64}@[^\s<>@]{1,255}`;

/** An e-mail address alone. */
export const address = (error: string) => z.string().regex(new RegExp(`^${ADDRESS}$`), { error });

/** An e-mail address, or a name with one: `Ada Sample <ada@conference.example>`. */
export const namedAddress = (error: string) =>
  z.string().regex(new RegExp(String.raw`^(?:[^<>\r\n"@]{1,100} <${ADDRESS}>|${ADDRESS})$`), { error });

/** A file of certificates, read at once: a path that leads nowhere is told before anything starts. */
export const certificates = () =>
  z
    .string()
    .transform((path, context) => {
      try {
        const text = readFileSync(path, 'utf8');
        if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
      } catch {
        // Told below: what is wrong is the same for whoever set it.
      }
      context.addIssue({ code: 'custom', message: 'must name a readable file of certificates (PEM)' });
      return z.NEVER;
    })
    .optional();
