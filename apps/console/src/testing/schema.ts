import { buildSchema } from 'graphql';
import source from '../../../../schema.graphql?raw';

/** The committed schema, which the service answers to and the console's types come from. */
export const schema = buildSchema(source);
