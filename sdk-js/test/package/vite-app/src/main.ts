import { type ChatMessage, ConfabError, connect, type Room, version } from "@confab/sdk";
import "@confab/sdk/element";

const call = document.querySelector("confab-call");
call?.addEventListener("confab-joined", ({ detail }) => watch(detail.room));

function watch(room: Room): void {
  room.on("trackSubscribed", ({ track, participant }) => {
    const element = track.attach();
    element.title = participant.displayName;
    document.querySelector("#tiles")?.append(element);
  });
  room.chat.on("message", ({ message }) => show(message));
}

function show({ name, text, status }: ChatMessage): void {
  document.title = `${name}: ${text} (${status}), SDK ${version}`;
}

export async function start(token: string): Promise<void> {
  try {
    const confab = await connect({ server: "https://calls.example.com", token });
    const room = await confab.join("standup");
    watch(room);
    const tracks = await room.media.publish({ audio: true, video: true });
    await room.media.setMuted("camera", tracks.length > 1);
    await room.data.channel("cursor", { reliable: false }).send({ x: 1, y: 2 });
  } catch (error) {
    if (error instanceof ConfabError) document.title = `${error.message} ${error.hint}`;
    else throw error;
  }
}
