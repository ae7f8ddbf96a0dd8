import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Downloads } from '#libs/platform';
import { MakeExport } from './make-export.js';

/** Where lists are exported. */
export const EXPORTS_PATH = '/exports';

/** `POST /exports`: a list as a file. */
@Injectable()
export class ExportRoute implements OnModuleInit {
  constructor(
    private readonly downloads: Downloads,
    private readonly make: MakeExport,
  ) {}

  onModuleInit(): void {
    this.downloads.post(EXPORTS_PATH, (actor, asked, charge) => this.make.run(actor, asked, charge));
  }
}
