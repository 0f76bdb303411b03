import type { Room } from "../../src/room.js";

/** One line per event of a room that a page could see. */
export function recordRoom(room: Room): string[] {
  const lines: string[] = [];
  room.on("participantJoined", ({ participant }) => lines.push(`joined ${participant.id}`));
  room.on("participantLeft", ({ participant, reason }) => {
    lines.push(`left ${participant.id} ${reason}`);
  });
  room.on("participantUpdated", ({ participant, changes }) => {
    lines.push(`updated ${participant.id} ${changes.join()}`);
  });
  room.on("event", ({ event }) => lines.push(`event ${event.seq}`));
  room.on("stateChanged", ({ state }) => lines.push(state));
  room.on("recovered", ({ complete, missed }) => lines.push(`recovered ${complete} ${missed}`));
  room.on("left", ({ reason }) => lines.push(`over ${reason}`));
  return lines;
}

/** One line per event about what we send. */
export function recordMedia({ media }: Room): string[] {
  const lines: string[] = [];
  media.on("deviceError", ({ error, kind }) => lines.push(`${kind} ${error.code}`));
  media.on("trackPublished", ({ track }) => lines.push(`published ${track.name}`));
  media.on("trackUnpublished", ({ track }) => lines.push(`unpublished ${track.name}`));
  media.on("trackEnded", ({ track }) => lines.push(`ended ${track.name}`));
  return lines;
}
