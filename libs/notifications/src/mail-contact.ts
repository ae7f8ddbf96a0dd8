/** Whom people write to who have a question, in words, as the settings of this process say; null: they name nobody. */
export class MailContact {
  constructor(readonly words: string | null) {}
}
