import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar, DateTime, enumOf, LanguageTag, NodeType } from '#libs/platform';
import { type BodyKind, type FreedPlaces, type WindowKind } from '../domain/conference.js';

const BodyKindEnum = enumOf<BodyKind>('BodyKind', 'What an institution is for the conference', {
  HOST: 'It invites, and decides who comes',
  PARTNER: 'It nominates',
});
export const WindowKindEnum = enumOf<WindowKind>('WindowKind', 'What a time of the conference is for', {
  NOMINATION: 'Bodies nominate, change and submit',
  CONFIRMATION: 'Invited people answer',
});
export const FreedPlacesEnum = enumOf<FreedPlaces>(
  'FreedPlaces',
  'Who invites the next of the reserve list when a place comes free',
  {
    BY_HAND: 'The host is told, and invites with one press',
    AT_ONCE: 'The best-ranked is invited at once',
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

  @Field(() => BodyKindEnum)
  kind: BodyKind;

  @Field(() => String, { description: 'Short, as in references: ICC' })
  code: string;

  @Field(() => String)
  name: string;
}

@ObjectType('Constituency', {
  implements: () => NodeType,
  description: 'A part of the world that has places of its own: business, academia …',
})
export class ConstituencyType {
  @Field(() => ID)
  id: string;

  @Field(() => String)
  code: string;

  @Field(() => String)
  name: string;
}

@ObjectType('Theme', { implements: () => NodeType })
export class ThemeType {
  @Field(() => ID)
  id: string;

  @Field(() => String)
  name: string;
}

@ObjectType('Principle', {
  implements: () => NodeType,
  description: 'A proposed principle for norms of behaviour',
})
export class PrincipleType {
  @Field(() => ID)
  id: string;

  @Field(() => Int)
  number: number;

  @Field(() => String)
  text: string;
}

@ObjectType('Window', { implements: () => NodeType, description: 'A time in which something is possible' })
export class WindowType {
  @Field(() => ID)
  id: string;

  @Field(() => WindowKindEnum)
  kind: WindowKind;

  @Field(() => DateTime)
  opensAt: Date;

  @Field(() => DateTime)
  closesAt: Date;

  @Field(() => Boolean)
  isOpen: boolean;
}

@ObjectType('Conference', { implements: () => NodeType })
export class ConferenceType {
  @Field(() => ID)
  id: string;

  @Field(() => String)
  slug: string;

  @Field(() => String)
  name: string;

  @Field(() => String)
  venue: string;

  @Field(() => String)
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

  @Field(() => [ConstituencyType])
  constituencies: readonly ConstituencyType[];

  @Field(() => [ThemeType])
  themes: readonly ThemeType[];

  @Field(() => [PrincipleType])
  principles: readonly PrincipleType[];

  @Field(() => [WindowType])
  windows: readonly WindowType[];
}
