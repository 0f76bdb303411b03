import type { FakePeerConnection } from "./fake-peer-connection.js";

/** The network between the fakes: who has which ICE credentials, and whether packets pass. */
export class FakeNetwork {
  up = true;
  readonly byUfrag = new Map<string, FakePeerConnection>();
  /** Every connection ever made, oldest first. */
  readonly all: FakePeerConnection[] = [];

  /** Makes and breaks paths as the state of both ends allows. */
  settle(): void {
    for (const connection of this.all) connection.settle();
  }

  cut(): void {
    this.up = false;
    for (const connection of this.all) connection.lose();
  }

  heal(): void {
    this.up = true;
  }
}
