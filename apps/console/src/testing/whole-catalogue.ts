import { messages as outsideEn, type Messages } from '../i18n/catalogue.en';
import { messages as outsideFr } from '../i18n/catalogue.fr';
import { messages as insideEn } from '../i18n/catalogue-inside.en';
import { messages as insideFr } from '../i18n/catalogue-inside.fr';

/** All words of a language, as a signed-in person's page has them. */
export const en = { ...outsideEn, ...insideEn } as Messages;
export const fr = { ...outsideFr, ...insideFr } as Messages;
