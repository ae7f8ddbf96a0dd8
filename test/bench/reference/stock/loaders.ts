import DataLoader from 'dataloader';
import { type DataSource, In, IsNull, type Repository } from 'typeorm';
import { type Viewer } from '../../stage/page-query.js';
import { BodyEntity, PersonEntity, ReviewEntity } from './entities.js';

export interface Loaders {
  readonly person: DataLoader<string, PersonEntity>;
  readonly body: DataLoader<string, BodyEntity>;
  /** The open review of a nomination, if it has one. */
  readonly review: DataLoader<string, ReviewEntity | null>;
}

export interface StockContext {
  readonly viewer: Viewer;
  readonly loaders: Loaders;
}

/** One set of loaders a request, as DataLoader's guide asks for. */
export function makeLoaders(source: DataSource): Loaders {
  const reviews = source.getRepository(ReviewEntity);
  return {
    person: byId(source.getRepository(PersonEntity)),
    body: byId(source.getRepository(BodyEntity)),
    review: new DataLoader(async (ids) => {
      const found = await reviews.find({ where: { subjectId: In([...ids]), closedAt: IsNull() } });
      const bySubject = new Map(found.map((review) => [review.subjectId, review]));
      return ids.map((id) => bySubject.get(id) ?? null);
    }),
  };
}

function byId<Entity extends { id: string }>(repository: Repository<Entity>): DataLoader<string, Entity> {
  return new DataLoader(async (ids) => {
    const found = await repository.find({ where: { id: In([...ids]) } as never });
    const known = new Map(found.map((entity) => [entity.id, entity]));
    return ids.map((id) => known.get(id) ?? new Error(`There is no ${id}`));
  });
}
