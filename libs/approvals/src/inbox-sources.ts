import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { type Binder } from '#libs/platform';

/** What a search of the inbox asks of one type of subjects. */
export interface InboxSearch {
  readonly term: string;
  readonly conferenceIds: readonly string[];
  /** Null: of all bodies. */
  readonly bodyIds: readonly string[] | null;
}

/**
 * What it finds: the subjects, where they are few enough to be named; else what makes an open review `r` one of them, and what
 * is joined for that where the subjects are not read anyway. `condition` names only what `join` and `select` bring.
 */
export type FoundInInbox =
  | { readonly ids: readonly string[] }
  | { readonly join: string; readonly condition: (bind: Binder) => string };

/** How subjects of one type stand in the inbox. */
export interface InboxSource<Row extends object = object, Line extends object = object> {
  /** As its reviews name it: `nomination`. */
  readonly type: string;
  /**
   * SELECT and joins of subjects with their reviews, `approvals.open_review r`, each once, and `columns` of the review, which begin
   * with a comma.
   */
  select(columns: string, viewerId: string, bind: Binder): string;
  /** Null where the term asks for nothing. */
  find(actor: Actor, search: InboxSearch): Promise<FoundInInbox | null>;
  /** Of each row what the subject's context shows beside the review: fields of `InboxItem` that it gives. */
  lines(actor: Actor, rows: readonly Row[]): Promise<readonly Line[]>;
  /** SELECT of the id and version by which acts name subjects, `approvals.waiting_review r` joined; nothing that shows them. */
  readonly items: string;
}

/** Whose subjects stand in the inbox: their contexts register here at boot, in the process that answers the host. */
@Injectable()
export class InboxSources {
  private readonly sources = new Map<string, InboxSource>();

  register<Row extends object>(source: InboxSource<Row>): void {
    if (this.sources.has(source.type)) throw new Error(`Two contexts have subjects of type ${source.type}`);
    this.sources.set(source.type, source);
  }

  get all(): readonly InboxSource[] {
    return [...this.sources.values()];
  }
}
