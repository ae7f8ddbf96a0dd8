/** The door of views: lists as somebody has narrowed and ordered them, under a name. */
export * from './views-graphql.module.js';
