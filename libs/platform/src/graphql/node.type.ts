import { Field, ID, InterfaceType } from '@nestjs/graphql';
import { typeOfNode } from './nodes.js';

/** A thing that `node` finds again by its id. Of row ids no two are alike, whatever their types. */
@InterfaceType('Node', {
  description:
    'A thing with an id of its own, unlike that of any other thing, by which `node` reads it again and a client keeps it. Ids say nothing: compare them, and take nothing out of them',
  resolveType: typeOfNode,
})
export abstract class NodeType {
  @Field(() => ID)
  id: string;
}
