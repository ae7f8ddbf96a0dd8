import 'reflect-metadata';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { type Viewer } from '../../stage/page-query.js';
import { BodyEntity, NominationEntity, PersonEntity, ReviewEntity } from './entities.js';
import { makeLoaders, type StockContext } from './loaders.js';
import { NominationResolver } from './nomination.resolver.js';

/**
 * Stock: NestJS with Apollo (code first), TypeORM repositories and DataLoader as their guides put them together, on
 * Fastify, the faster of Nest's two platforms. No row-level security, no sign-in.
 */
const { PORT, BENCH_DATABASE_URL } = process.env;

const source = new DataSource({
  type: 'postgres',
  url: BENCH_DATABASE_URL ?? '',
  entities: [PersonEntity, BodyEntity, NominationEntity, ReviewEntity],
  poolSize: 20,
  installExtensions: false,
});

@Controller()
class ReadyController {
  @Get()
  ready(): object {
    return {};
  }
}

@Module({
  imports: [
    GraphQLModule.forRoot<ApolloDriverConfig>({
      driver: ApolloDriver,
      autoSchemaFile: true,
      context: (request: FastifyRequest): StockContext => ({
        viewer: (request.headers['x-viewer'] as Viewer | undefined) ?? 'partner',
        loaders: makeLoaders(source),
      }),
    }),
  ],
  controllers: [ReadyController],
  providers: [NominationResolver, { provide: DataSource, useValue: source }],
})
class StockModule {}

await source.initialize();
const app = await NestFactory.create<NestFastifyApplication>(StockModule, new FastifyAdapter(), {
  logger: ['error'],
});
await app.listen(Number(PORT), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
