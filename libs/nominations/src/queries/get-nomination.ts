import { Injectable } from '@nestjs/common';
import { type Actor, isId } from '#libs/kernel';
import { Database, inSight, readingAlong, type ReadMany, sightOf } from '#libs/platform';
import { storedKey } from '../domain/nomination-fields.js';
import { Places } from '#libs/places';
import {
  type NominationRow,
  type NominationView,
  seesReviews,
  selectNominations,
  toNominationView,
} from './nomination-view.js';

const statements = (condition: string): string[] =>
  [false, true].map(
    (isHostView) =>
      `${selectNominations('nominations.nomination n', { hostViewer: isHostView ? '$4' : undefined })}
      WHERE ${condition} AND ${inSight('n', 2)}`,
  );
const ONE = statements('n.id = $1');
const MANY = statements('n.id = ANY ($1::uuid[])');

const OF_PEOPLE = `SELECT n.id FROM nominations.nomination n WHERE n.person_id = ANY ($1::uuid[]) AND ${inSight('n', 2)}`;

const BY_KEY = `SELECT n.id FROM nominations.nomination n
  WHERE n.body_id = $1 AND n.external_reference = $2 AND ${inSight('n', 3)}`;

/** A nomination by its body's own key. */
export interface NominationKey {
  readonly bodyId: string;
  readonly externalReference: string;
}

/** Nominations by id, as far as the caller may see them. */
@Injectable()
export class GetNomination {
  constructor(
    private readonly database: Database,
    private readonly places: Places,
  ) {}

  /** Null for an id that is unknown, malformed or out of scope. */
  async run(actor: Actor, id: string): Promise<NominationView | null> {
    if (!isId(id)) return null;
    const [row] = await this.read(actor, ONE, id);
    return this.view(actor, row);
  }

  /** By id or by key; null as for an id. */
  async named(
    actor: Actor,
    name: { readonly id: string } | { readonly identifier: NominationKey },
  ): Promise<NominationView | null> {
    const id = 'id' in name ? name.id : await this.idOf(actor, name.identifier);
    return id === undefined ? null : this.run(actor, id);
  }

  /** Undefined for a key that is unknown or out of scope. It is compared as it is stored: trimmed, in the same normal form. */
  async idOf(actor: Actor, { bodyId, externalReference }: NominationKey): Promise<string | undefined> {
    if (!isId(bodyId)) return undefined;
    const key = storedKey(externalReference);
    if (key === null) return undefined;
    const [row] = await this.database.read<{ id: string }>(actor, BY_KEY, [bodyId, key, ...sightOf(actor)]);
    return row?.id;
  }

  /** What a write has made of a nomination, as the caller sees it; read along with the write's commit. */
  async written(actor: Actor, write: () => Promise<{ id: string }>): Promise<NominationView | null> {
    const { answer, rows } = await readingAlong<NominationRow, { id: string }>(
      ({ id }) => question(actor, ONE, id),
      write,
    );
    const [row] = rows ?? (await this.read(actor, ONE, answer.id));
    return this.view(actor, row);
  }

  readonly byIds: ReadMany<NominationView> = async (actor, ids) => {
    const rows = await this.read(actor, MANY, ids.filter(isId));
    const places = await this.places.of(rows);
    return new Map(rows.map((row) => [row.id, toNominationView(actor, row, places)]));
  };

  /** People by their own ids, as their nominations have them. */
  readonly people: ReadMany<NominationView['person']> = async (actor, personIds) => {
    const rows = await this.database.read<{ id: string }>(actor, OF_PEOPLE, [personIds, ...sightOf(actor)]);
    if (rows.length === 0) return new Map();
    const views = await this.byIds(
      actor,
      rows.map(({ id }) => id),
    );
    return new Map([...views.values()].map(({ person }) => [person.id, person]));
  };

  /** In the order asked for; null where there is none in sight. */
  async runMany(actor: Actor, ids: readonly string[]): Promise<(NominationView | null)[]> {
    const views = await this.byIds(actor, ids);
    return ids.map((id) => views.get(id) ?? null);
  }

  private async view(actor: Actor, row: NominationRow | undefined): Promise<NominationView | null> {
    return row === undefined ? null : toNominationView(actor, row, await this.places.of([row]));
  }

  private read(actor: Actor, texts: readonly string[], sought: unknown): Promise<NominationRow[]> {
    const { text, values } = question(actor, texts, sought);
    return this.database.read<NominationRow>(actor, text, values);
  }
}

function question(
  actor: Actor,
  texts: readonly string[],
  sought: unknown,
): { readonly text: string; readonly values: readonly unknown[] } {
  const isHostView = seesReviews(actor) && actor.kind === 'user';
  return {
    text: texts[Number(isHostView)] ?? '',
    values: [sought, ...sightOf(actor), ...(isHostView ? [actor.userId] : [])],
  };
}
