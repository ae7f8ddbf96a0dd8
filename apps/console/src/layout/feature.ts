import type { Role } from '../api/graphql';
import type { MessageId } from '../i18n/catalogue.en';

export interface Page {
  /** Under the address of the console, as React Router writes it: `nominations/:id` */
  readonly path: string;
  /**
   * Who it is made for. This only spares people pages that would be empty for them: what they may read and do is decided
   * by the service, for every answer.
   */
  readonly isFor: 'everybody' | 'whoever is signed in' | readonly Role[];
  /** Where it stands in the menu, the most used first; left out where it does not */
  readonly menu?: { readonly place: number; readonly label: MessageId };
  /** Its code, loaded when it is first visited */
  readonly load: () => Promise<() => React.JSX.Element | null>;
}

/** The pages of a feature: its `feature.ts` gives them as its default, and routes and menu follow. */
export const feature = (pages: readonly Page[]): readonly Page[] => pages;
