import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { searchPatterns } from '#libs/names';
import { Database } from '#libs/platform';
import { PeopleOfTrail } from '#libs/audit';

const FOUND =
  'SELECT id FROM nominations.search_by_created_at_desc($1, $2, NULL, NULL, NULL, NULL, NULL, NULL, $3::int) AS hit (id)';

/** Nominations are what the trail has about the people who are nominated: found as their list finds them. */
@Injectable()
export class NomineesInTrail implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleOfTrail,
  ) {}

  onModuleInit(): void {
    this.people.register((actor, conferenceId, search, most) => this.find(actor, conferenceId, search, most));
  }

  private async find(actor: Actor, conferenceId: string, search: string, most: number): Promise<string[]> {
    const rows = await this.database.read<{ id: string }>(actor, FOUND, [
      conferenceId,
      searchPatterns(search),
      most,
    ]);
    return rows.map(({ id }) => id);
  }
}
