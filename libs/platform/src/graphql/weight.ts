import { Extensions } from '@nestjs/graphql';

/** What a rendered text costs, in objects: some tenths of a millisecond, and of a long notice several. */
export const RENDERED = 20;

interface Weights {
  readonly weight?: number;
  readonly listSize?: number;
  readonly perItem?: boolean;
}

/** Says that a field costs its caller as much as so many objects, where it costs more than one; see operation-shape.ts. */
export const Weight = (weight: number): MethodDecorator & PropertyDecorator => Extensions({ weight });

/**
 * Says how many entries a list may have that is no page of a connection, where that is more than ten; of a connection how many a page
 * has whose size the client does not say, where that is not 50.
 */
export const ListSize = (listSize: number): MethodDecorator & PropertyDecorator => Extensions({ listSize });

/** Says of a mutation that all in its answer comes once for each of the `items` of its input. */
export const PerItem = (): MethodDecorator & PropertyDecorator => Extensions({ perItem: true });

/** What a field of the schema says about its cost. */
export const weightsOf = (field: { readonly extensions: Weights }): Weights => field.extensions;
