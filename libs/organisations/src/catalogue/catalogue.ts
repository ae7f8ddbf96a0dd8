import { behind } from '#libs/kernel';
import { protocolOrder } from '#libs/conference';
import { OrganisationIndex } from '../directory/organisation-index.js';
import { allNames, nameLanguage, sortNameOn } from './organisation-names.js';
import { type OrganisationView } from './organisation-view.js';

/** Before which name one stands in a list; equal names by their ids. */
export interface Place {
  readonly name: string;
  readonly id: string;
}

/** A place in a list, and who stands there. */
export interface Placed extends Place {
  readonly organisation: OrganisationView;
}

/** More changes than these, and an order is made anew. */
const MOST_MOVED = 100;

/**
 * The organisations of one conference in memory, as far as one kind of reader sees them: found by their names, and in the protocol order
 * of each language. Merged ones stand for nobody in lists; their names find what they were merged into.
 */
export class Catalogue {
  private readonly all = new Map<string, OrganisationView>();
  private readonly parts = new Map<string, Set<string>>();
  private readonly index = new OrganisationIndex();
  private readonly orders = new Map<string, Placed[]>();
  revision = 0;

  constructor(
    /** The day whose names are shown, as `2011-11-01`. */
    readonly day: string,
  ) {}

  get(id: string): OrganisationView | undefined {
    return this.all.get(id);
  }

  get size(): number {
    return this.all.size;
  }

  /** What an organisation is one with; itself where it is not merged. */
  rootOf(id: string): OrganisationView | undefined {
    let view = this.all.get(id);
    for (let next = view; next !== undefined && next.mergedInto !== null;) {
      next = this.all.get(next.mergedInto);
      view = next ?? view;
    }
    return view;
  }

  /** It and whatever is merged into it, whatever is merged into these included. */
  groupOf(id: string): OrganisationView[] {
    const view = this.all.get(id);
    const parts = [...(this.parts.get(id) ?? [])].flatMap((part) => this.groupOf(part));
    return view === undefined ? parts : [view, ...parts];
  }

  /** Takes what was written since. */
  apply(views: readonly OrganisationView[]): void {
    const touched = new Set<string>();
    for (const view of views) {
      this.touch(view.id, touched);
      const before = this.all.get(view.id);
      if (before !== undefined && before.mergedInto !== null)
        this.parts.get(before.mergedInto)?.delete(view.id);
      this.all.set(view.id, view);
      if (view.mergedInto !== null)
        this.parts.set(view.mergedInto, (this.parts.get(view.mergedInto) ?? new Set()).add(view.id));
    }
    for (const { id } of views) this.touch(id, touched);
    for (const id of touched) this.reindex(id);
    if (touched.size > MOST_MOVED) this.orders.clear();
    for (const [language, order] of this.orders)
      this.orders.set(language, this.moved(order, touched, language));
  }

  /** Those that stand for themselves, in the protocol order of the language. */
  inOrder(tag: string): readonly Placed[] {
    const language = nameLanguage(tag);
    let order = this.orders.get(language);
    if (order === undefined) {
      order = [...this.all.values()]
        .filter((view) => this.isRoot(view))
        .map((view) => this.placed(view, language));
      order.sort(placeOrder(language));
      this.orders.set(language, order);
    }
    return order;
  }

  /** All that are found by what was typed, the best first. */
  ranked(typed: string): ReturnType<OrganisationIndex['ranked']> {
    return this.index.ranked(typed);
  }

  likelySame(names: readonly string[]): OrganisationView[] {
    return this.index.likelySame(names).flatMap((id) => this.all.get(id) ?? []);
  }

  private isRoot({ mergedInto }: OrganisationView): boolean {
    return mergedInto === null || !this.all.has(mergedInto);
  }

  private touch(id: string, touched: Set<string>): void {
    touched.add(id);
    const root = this.rootOf(id);
    if (root !== undefined) touched.add(root.id);
  }

  private reindex(id: string): void {
    const view = this.all.get(id);
    if (view !== undefined && this.isRoot(view))
      this.index.set({ id, names: this.groupOf(id).flatMap(({ source }) => allNames(source)) });
    else this.index.delete(id);
  }

  private moved(order: readonly Placed[], touched: ReadonlySet<string>, language: string): Placed[] {
    const compare = placeOrder(language);
    const kept = order.filter(({ id }) => !touched.has(id));
    for (const id of touched) {
      const view = this.all.get(id);
      if (view === undefined || !this.isRoot(view)) continue;
      const placed = this.placed(view, language);
      kept.splice(behind(kept, placed, compare), 0, placed);
    }
    return kept;
  }

  private placed(view: OrganisationView, language: string): Placed {
    return { id: view.id, name: sortNameOn(view.source, language, this.day), organisation: view };
  }
}

export type ComparesPlaces = (left: Place, right: Place) => number;

/** The protocol order of a language; what it takes for equal by the letters and then by id, so that no two places are the same. */
export function placeOrder(tag: string): ComparesPlaces {
  const compare = protocolOrder(nameLanguage(tag));
  return (left, right) =>
    compare(left.name, right.name) || byText(left.name, right.name) || byText(left.id, right.id);
}

const byText = (left: string, right: string): number => (left === right ? 0 : left < right ? -1 : 1);
