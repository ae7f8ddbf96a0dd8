import { type Actor } from '#libs/kernel';
import { type Settings } from '#libs/platform';
import { atCommandLine } from '../command-line.js';
import { type ExportCounts, writeExport } from './export-files.js';
import { ExportFolder } from './export-folder.js';
import { StoredConversation } from './stored-conversation.js';

const COMMAND_LINE: Actor = { kind: 'system', task: 'export-conversation' };

export interface ExportedConversation extends ExportCounts {
  readonly topic: string;
}

/**
 * Writes a topic in the form of Polis, complete: for whoever answers for the data, and recorded in the audit trail. A refused
 * statement keeps its row and its votes, without its text. The folder is there as a whole, or not at all.
 *
 * @throws Refusal NOT_FOUND where there is no such topic, INVALID_INPUT where the folder cannot be written
 */
export function exportConversation(
  settings: Pick<Settings, 'database'>,
  topic: string,
  dir: string,
): Promise<ExportedConversation> {
  return atCommandLine(settings, async (work) => {
    let folder: ExportFolder | undefined;
    try {
      const exported = await work.run(COMMAND_LINE, async (tx) => {
        folder?.discard();
        const conversation = await StoredConversation.of(tx, topic);
        folder = await ExportFolder.at(dir);
        const counts = await writeExport(folder, conversation);
        tx.audit({
          conferenceId: conversation.topic.conferenceId,
          action: 'forum.topic-exported',
          subjectType: 'forum-topic',
          subjectId: conversation.topic.id,
          details: { ...counts },
        });
        return { topic: conversation.topic.id, ...counts };
      });
      // Nobody has it before it is in the trail.
      await folder?.keep();
      return exported;
    } catch (error) {
      folder?.discard();
      throw error;
    }
  });
}
