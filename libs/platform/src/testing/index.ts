/** For tests of what is built on the platform: real HTTP requests, and WebSocket by hand. */
export * from './ask.js';
export * from './conversation.js';
export * from './overhear.js';
export * from './raw-http.js';
export * from './slow-reader.js';
