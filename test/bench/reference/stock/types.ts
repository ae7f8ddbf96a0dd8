import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';

/** GraphQL types, code first, with the same fields as Plenary's. */

const enumOf = <Value extends string>(name: string, ...values: Value[]): Record<string, Value> => {
  const members = Object.fromEntries(values.map((value) => [value, value]));
  registerEnumType(members, { name });
  return members;
};

const State = enumOf(
  'NominationState',
  ...['DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'RETURNED', 'DECIDED', 'APPROVED', 'RESERVED', 'REJECTED'],
  ...['WITHDRAWN', 'SUPERSEDED', 'LAPSED'],
);
const Action = enumOf(
  'NominationAction',
  ...['UPDATE', 'SUBMIT', 'WITHDRAW', 'CORRECT', 'RECOMMEND', 'RETURN', 'DECIDE', 'REOPEN', 'RELEASE'],
);
const Capacity = enumOf('Capacity', 'DELEGATE', 'SPEAKER', 'OBSERVER', 'PRESS');

@ObjectType()
export class Person {
  @Field(() => ID) id: string;
  @Field() name: string;
  @Field(() => String, { nullable: true }) organisation: string | null;
  @Field(() => String, { nullable: true }) country: string | null;
}

@ObjectType()
export class Body {
  @Field(() => ID) id: string;
  @Field() code: string;
  @Field() name: string;
}

@ObjectType()
export class Nomination {
  @Field(() => ID) id: string;
  @Field() reference: string;
  @Field(() => State) state: string;
  @Field(() => Capacity) capacity: string;
  @Field(() => Int, { nullable: true }) rank: number | null;
  @Field(() => Person) person: Person;
  @Field(() => Body) body: Body;
  @Field(() => [Action]) availableActions: string[];
}

@ObjectType()
export class PageInfo {
  @Field() hasNextPage: boolean;
  @Field(() => String, { nullable: true }) endCursor: string | null;
}

@ObjectType()
export class NominationConnection {
  @Field(() => [Nomination]) nodes: Nomination[];
  @Field(() => PageInfo) pageInfo: PageInfo;
}

@InputType()
export class PersonInput {
  @Field() name: string;
  @Field(() => String, { nullable: true }) email: string | null;
  @Field(() => String, { nullable: true }) organisation: string | null;
  @Field(() => String, { nullable: true }) country: string | null;
}

@InputType()
export class CreateNominationInput {
  @Field(() => ID) conferenceId: string;
  @Field(() => ID) bodyId: string;
  @Field(() => ID) constituencyId: string;
  @Field(() => Capacity) capacity: string;
  @Field(() => PersonInput) person: PersonInput;
  @Field(() => String, { nullable: true }) justification: string | null;
}
