import { Injectable } from '@nestjs/common';
import { isId } from '#libs/kernel';
import { asActor, batched, byParts, Nodes } from '#libs/platform';
import { ScreeningDossier } from '../queries/screening-dossier.js';
import { WatchList } from '../queries/watch-list.js';
import { screeningAnswer } from './screening-answer.js';

/** What `node` finds of screenings. */
@Injectable()
export class ScreeningNodes {
  constructor(nodes: Nodes, dossier: ScreeningDossier, watchList: WatchList) {
    nodes.register(
      { type: 'WatchListEntry', read: asActor(watchList.byIds) },
      {
        type: 'ScreeningResult',
        isComposite: true,
        read: byParts(2, async (context, [nominationId = '', kind]) => {
          const results = isId(nominationId)
            ? await batched(context, dossier.screenings, nominationId)
            : undefined;
          const found = results?.find((result) => result.kind === kind);
          return found && screeningAnswer(found);
        }),
      },
    );
  }
}
