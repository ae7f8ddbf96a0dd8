/** For tests and benchmarks only: made-up votes with groups planted in them. */
export { plantVotes, type PlantedVotes, type Planting } from './planted.js';
export { hasRealConversation, realConversationDir } from './real-conversation.js';
