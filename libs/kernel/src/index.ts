/** The kernel's door: pure building blocks that every context may use. No Nest, no TypeORM. */
export * from './actor.js';
export * from './canonical-json.js';
export * from './chain-head.js';
export * from './clock.js';
export * from './country.js';
export * from './email-address.js';
export * from './id.js';
export * from './input.js';
export * from './lifecycle.js';
export * from './page.js';
export * from './refusal.js';
export * from './refusal-codes.js';
export * from './schema-layers.js';
export * from './search-term.js';
export * from './require-role.js';
export * from './roles.js';
export * from './typed-text.js';
