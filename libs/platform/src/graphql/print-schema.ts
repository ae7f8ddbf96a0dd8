import { type INestApplicationContext } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';

/** The schema of a started application. */
export const schemaOf = (app: INestApplicationContext): GraphQLSchema =>
  app.get(GraphQLSchemaHost, { strict: false }).schema;

/** The text of `schema.graphql`: sorted, so that it changes only where the schema does. */
export const printedSchema = (app: INestApplicationContext): string =>
  `${printSchema(lexicographicSortSchema(schemaOf(app)))}\n`;
