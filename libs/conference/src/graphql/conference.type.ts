import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar, DateTime, enumOf, LanguageTag, NodeType } from '#libs/platform';
import {
  type BodyKind,
  type FreedPlaces,
  type PlaceTransfers,
  type WindowKind,
} from '../domain/conference.js';

const BodyKindEnum = enumOf<BodyKind>('BodyKind', 'What an institution is for the conference', {
  HOST: 'It invites, and decides who comes',
  PARTNER: 'It nominates',
});
export const WindowKindEnum = enumOf<WindowKind>('WindowKind', 'What a time of the conference is for', {
  NOMINATION: 'Bodies nominate, change and submit',
  CONFIRMATION: 'Invited people answer',
  SUBSTITUTION:
    'Bodies name somebody else for a place of theirs. A conference without this window has not frozen it; after its end the host alone does',
  DELEGATION:
    'Whoever answers for an organisation names its delegation. A conference without this window has not frozen it; after its end the host alone does',
});
export const FreedPlacesEnum = enumOf<FreedPlaces>(
  'FreedPlaces',
  'Who invites the next of the reserve list when a place comes free',
  {
    BY_HAND: 'The host is told, and invites with one press',
    AT_ONCE: 'The best-ranked is invited at once',
  },
);

export const PlaceTransfersEnum = enumOf<PlaceTransfers>(
  'PlaceTransfers',
  'Whether bodies pass places on to each other, and who agrees',
  {
    OFF: 'They do not',
    BETWEEN_BODIES: 'One body offers, the other accepts',
    WITH_HOST: 'The host agrees to an offer before the other body hears of it',
  },
);

/** An institution that organises the conference, with a workspace of its own. */
@ObjectType('Body', {
  implements: () => NodeType,
  description: 'An institution that organises the conference: the host, or a partner',
})
export class BodyType {
  @Field(() => ID)
  id: string;

  @Field(() => BodyKindEnum, { description: 'Whether it is the host or a partner' })
  kind: BodyKind;

  @Field(() => String, { description: 'Short, as in references: ICC' })
  code: string;

  @Field(() => String, { description: 'The official name' })
  name: string;
}

@ObjectType('Constituency', {
  implements: () => NodeType,
  description: 'A part of the world that has places of its own: business, academia …',
})
export class ConstituencyType {
  @Field(() => ID)
  id: string;

  @Field(() => String, { description: 'Short, as in references: BUSINESS' })
  code: string;

  @Field(() => String, { description: 'The official name' })
  name: string;
}

@ObjectType('Theme', { implements: () => NodeType, description: 'What the conference speaks about' })
export class ThemeType {
  @Field(() => ID)
  id: string;

  @Field(() => String, { description: 'Its title' })
  name: string;
}

@ObjectType('Principle', {
  implements: () => NodeType,
  description: 'A proposed principle for norms of behaviour',
})
export class PrincipleType {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { description: 'Its number, from 1' })
  number: number;

  @Field(() => String, { description: 'Its words' })
  text: string;
}

@ObjectType('Window', { implements: () => NodeType, description: 'A time in which something is possible' })
export class WindowType {
  @Field(() => ID)
  id: string;

  @Field(() => WindowKindEnum, { description: 'What it is for' })
  kind: WindowKind;

  @Field(() => DateTime, { description: 'When it opens' })
  opensAt: Date;

  @Field(() => DateTime, { description: 'When it closes' })
  closesAt: Date;

  @Field(() => Boolean, { description: 'Whether it is open now' })
  isOpen: boolean;
}

@ObjectType('Conference', {
  implements: () => NodeType,
  description: 'One event, with its dates, its place, its capacity and its rules',
})
export class ConferenceType {
  @Field(() => ID)
  id: string;

  @Field(() => String, { description: 'Its name in addresses: `london-2011`' })
  slug: string;

  @Field(() => String, { description: 'The official name' })
  name: string;

  @Field(() => String, { description: 'The building' })
  venue: string;

  @Field(() => String, { description: 'Where it takes place' })
  city: string;

  @Field(() => DateScalar, { description: 'First day' })
  startsOn: string;

  @Field(() => DateScalar, { description: 'Last day' })
  endsOn: string;

  @Field(() => String, { description: 'IANA name of the time zone of the venue' })
  timeZone: string;

  @Field(() => Int, { description: 'Places in the hall' })
  capacity: number;

  @Field(() => [LanguageTag], { description: 'Languages in which mail can be sent' })
  locales: readonly string[];

  @Field(() => FreedPlacesEnum, {
    description:
      'What becomes of a place that an approved person gives back, a refusal frees or an allotment adds',
  })
  freedPlaces: FreedPlaces;

  @Field(() => PlaceTransfersEnum, {
    description: 'Whether bodies pass places on to each other: `offerPlaces`',
  })
  placeTransfers: PlaceTransfers;

  @Field(() => [ConstituencyType], {
    description: 'One for each part of the world that has places of its own, in their order',
  })
  constituencies: readonly ConstituencyType[];

  @Field(() => [ThemeType], { description: 'One for each thing that it speaks about, in their order' })
  themes: readonly ThemeType[];

  @Field(() => [PrincipleType], {
    description: 'One for each principle that it proposes to agree on, in their order',
  })
  principles: readonly PrincipleType[];

  @Field(() => [WindowType], {
    description: 'When bodies nominate and people answer: one for each kind and time',
  })
  windows: readonly WindowType[];
}
