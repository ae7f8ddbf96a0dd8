import { Injectable } from '@nestjs/common';
import { JobHandler } from '#libs/platform';
import { type Place } from '../domain/place.js';
import { fillPlaces } from '../places.jobs.js';
import { FillPlaces } from '../use-cases/fill-places.js';

/** A place was given back, or somebody came onto the reserve list. */
@Injectable()
export class FillPlacesJob extends JobHandler<Place> {
  readonly job = fillPlaces;

  constructor(private readonly filling: FillPlaces) {
    super();
  }

  handle(place: Place): Promise<void> {
    return this.filling.run(place);
  }
}
