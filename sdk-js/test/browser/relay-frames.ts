import type { ParticipantView, Server } from "../../src/protocol/messages.js";

export function welcome(identity: string): Server.Welcome {
  return {
    type: "welcome",
    session: "ses_1",
    identity,
    tenant: "ten_1",
    ticket: "ticket",
    limits: {
      frameBytes: 65_536,
      signalBytes: 49_152,
      chatBytes: 4_096,
      attributesBytes: 4_096,
      nameChars: 128,
      tracks: 16,
      messagesPerSecond: 20,
      burst: 100,
    },
    iceServers: [],
    tokenExpiresAt: "2030-01-01T00:00:00.000Z",
    tokenRenewal: "server",
    heartbeatSeconds: 3_600,
    server: "relay",
  };
}

export function joinedRoom(
  self: ParticipantView,
  participants: ParticipantView[],
  cursor: string,
): Server.Joined {
  return {
    type: "joined",
    room: {
      id: "rm_1",
      name: "smoke",
      settings: {
        maxParticipants: 50,
        relayOnly: false,
        public: false,
        locked: false,
        emptyTimeoutSeconds: 300,
        features: { chat: true, data: true, audio: true, video: true, screen: true },
      },
      metadata: {},
      public: false,
    },
    self,
    participants,
    grants: {
      publish: ["audio", "video", "screen"],
      data: true,
      chat: true,
      subscribe: true,
      call: false,
      moderate: false,
      history: true,
      create: false,
      hidden: false,
    },
    cursor,
    recovered: true,
    missed: 0,
  };
}
