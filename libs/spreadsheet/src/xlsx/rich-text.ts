/** Gathers the text of a string in several fonts; readings beside the letters (furigana) are no part of it. */
export class RichText {
  private text = '';
  private isReading = false;
  private isText = false;

  begin(): void {
    this.text = '';
    this.isReading = false;
    this.isText = false;
  }

  open(name: string): void {
    if (name === 'rPh') this.isReading = true;
    else if (name === 't') this.isText = !this.isReading;
  }

  close(name: string): void {
    if (name === 'rPh') this.isReading = false;
    else if (name === 't') this.isText = false;
  }

  add(text: string): void {
    if (this.isText) this.text += text;
  }

  /** `_x000D_` is how Open XML writes a character that XML cannot. */
  end(): string {
    return unescapeText(this.text);
  }
}

export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
