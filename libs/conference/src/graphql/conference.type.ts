import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateScalar, DateTime, LanguageTag, NodeType } from '#libs/platform';
import {
  BODY_KINDS,
  type BodyKind,
  FREED_PLACES,
  type FreedPlaces,
  WINDOW_KINDS,
  type WindowKind,
} from '../domain/conference.js';

const BodyKindEnum = Object.fromEntries(BODY_KINDS.map((kind) => [kind, kind]));
registerEnumType(BodyKindEnum, { name: 'BodyKind' });
export const WindowKindEnum = Object.fromEntries(WINDOW_KINDS.map((kind) => [kind, kind]));
registerEnumType(WindowKindEnum, { name: 'WindowKind' });
export const FreedPlacesEnum = Object.fromEntries(FREED_PLACES.map((mode) => [mode, mode]));
registerEnumType(FreedPlacesEnum, {
  name: 'FreedPlaces',
  description: 'Who invites the next of the reserve list when a place comes free',
  valuesMap: {
    BY_HAND: { description: 'The host is told, and invites with one press' },
    AT_ONCE: { description: 'The best-ranked is invited at once' },
  },
});

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
