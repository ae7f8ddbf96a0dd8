import { Injectable } from '@nestjs/common';
import { worksFor } from '#libs/kernel';
import { byParts, type GraphQLContext, Nodes, type ReadNodes } from '#libs/platform';
import { countryLanguage, listedCountry } from '../countries/countries.js';
import { type Conference } from '../domain/conference.js';
import { ConferenceReference } from '../queries/conference-reference.js';

type Parts = (conference: Conference, context: GraphQLContext) => readonly { readonly id: string }[];

/** What `node` finds of conferences: all of it is in the process's memory. Bodies and countries are told to those who have a part in the conference. */
@Injectable()
export class ConferenceNodes {
  constructor(
    nodes: Nodes,
    private readonly reference: ConferenceReference,
  ) {
    const isPublic = true;
    nodes.register(
      { type: 'Conference', isPublic, read: this.among((conference) => [conference]) },
      { type: 'Constituency', isPublic, read: this.among(({ constituencies }) => constituencies) },
      { type: 'Theme', isPublic, read: this.among(({ themes }) => themes) },
      { type: 'Principle', isPublic, read: this.among(({ principles }) => principles) },
      { type: 'Window', isPublic, read: this.among(({ windows }) => windows) },
      {
        type: 'Body',
        read: this.among(({ id, bodies }, { actor }) => (worksFor(actor, id) ? bodies : [])),
      },
      {
        type: 'Country',
        isComposite: true,
        read: byParts(3, async ({ actor }, [conferenceId = '', code = '', language = '']) => {
          const conference = await reference.conference(conferenceId);
          const isInSight = conference !== undefined && worksFor(actor, conferenceId);
          return isInSight && countryLanguage(language) === language
            ? listedCountry(conference, code, language)
            : undefined;
        }),
      },
    );
  }

  private among(parts: Parts): ReadNodes {
    return async (context, ids) => {
      const wanted = new Set(ids);
      const { conferences } = await this.reference.current();
      const found = conferences.flatMap((conference) =>
        parts(conference, context).filter(({ id }) => wanted.has(id)),
      );
      return new Map(found.map((part) => [part.id, part]));
    };
  }
}
