import { posix } from 'node:path';
import { type Archive } from '../archive/archive.js';
import { readXml } from '../archive/xml.js';

export interface Relation {
  /** The last word of the type's address: `worksheet`, `hyperlink`. */
  readonly type: string;
  /** A part of the archive, or an address outside, which is never visited. */
  readonly target: string;
}

/** Links of one sheet beyond these are left out. */
const MOST_RELATIONS = 500_000;

export class Relations {
  constructor(private readonly relations: ReadonlyMap<string, Relation>) {}

  byId(id: string): Relation | undefined {
    return this.relations.get(id);
  }

  ofType(type: string): Relation[] {
    return [...this.relations.values()].filter((relation) => relation.type === type);
  }
}

/** What a part is joined to; '' is the archive itself. None where the part says nothing. */
export async function readRelations(archive: Archive, part: string): Promise<Relations> {
  const folder = part === '' ? '' : posix.dirname(part);
  const file = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const relations = new Map<string, Relation>();
  if (!archive.has(file)) return new Relations(relations);
  await readXml(archive.chunks(file), {
    open: (name, { Id, Type = '', Target = '', TargetMode }) => {
      if (name !== 'Relationship' || Id === undefined || relations.size >= MOST_RELATIONS) return;
      const isInside = TargetMode !== 'External';
      const target = isInside
        ? posix
            .join('/', folder, Target.startsWith('/') ? posix.relative(`/${folder}`, Target) : Target)
            .slice(1)
        : Target;
      relations.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), target });
    },
  });
  return new Relations(relations);
}
