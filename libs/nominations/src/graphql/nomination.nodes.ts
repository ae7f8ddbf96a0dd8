import { Injectable } from '@nestjs/common';
import { asActor, Nodes } from '#libs/platform';
import { DuplicateMerges } from '../queries/duplicate-merges.js';
import { GetNomination } from '../queries/get-nomination.js';

/** What `node` finds of nominations. */
@Injectable()
export class NominationNodes {
  constructor(nodes: Nodes, get: GetNomination, merges: DuplicateMerges) {
    nodes.register(
      { type: 'Nomination', read: asActor(get.byIds) },
      { type: 'Person', read: asActor(get.people) },
      { type: 'DuplicateMerge', read: asActor(merges.byIds) },
    );
  }
}
