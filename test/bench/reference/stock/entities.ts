import { Column, Entity, PrimaryColumn } from 'typeorm';

/** TypeORM's entities over Plenary's own tables, as its guide writes them. */

@Entity({ schema: 'nominations', name: 'person' })
export class PersonEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'conference_id' }) conferenceId: string;
  @Column('uuid', { name: 'body_id' }) bodyId: string;
  @Column('text') name: string;
  @Column('text', { nullable: true }) email: string | null;
  @Column('text', { name: 'email_fold', nullable: true }) emailFold: string | null;
  @Column('text', { nullable: true }) organisation: string | null;
  @Column('text', { nullable: true }) country: string | null;
}

@Entity({ schema: 'conference', name: 'body' })
export class BodyEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') code: string;
  @Column('text') name: string;
}

@Entity({ schema: 'nominations', name: 'nomination' })
export class NominationEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'conference_id' }) conferenceId: string;
  @Column('uuid', { name: 'body_id' }) bodyId: string;
  @Column('uuid', { name: 'constituency_id' }) constituencyId: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('text') reference: string;
  @Column('text') state: string;
  @Column('text') capacity: string;
  @Column('text', { nullable: true }) justification: string | null;
  @Column('int', { nullable: true }) rank: number | null;
  @Column('uuid', { name: 'created_by' }) createdBy: string;
  @Column('uuid', { name: 'last_edited_by' }) lastEditedBy: string;
  @Column('text', { name: 'search_text', select: false }) searchText: string;
  @Column('text', { name: 'sort_name', select: false }) sortName: string;
}

/** What only the host sees: the stage of an open review. */
@Entity({ schema: 'approvals', name: 'review' })
export class ReviewEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'subject_id' }) subjectId: string;
  @Column('text') stage: string;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
}
