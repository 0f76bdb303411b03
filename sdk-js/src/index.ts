export type {
  Chat,
  ChatEvents,
  ChatMessage,
  HistoryPage,
  SendOptions,
} from "./chat/chat.js";
export { type Confab, type ConfabEvents, connect, type Warning } from "./confab.js";
export type { ConnectionState, FrameRecord } from "./connection/connection.js";
export type {
  ChannelOptions,
  Data,
  DataChannel,
  DataChannelEvents,
  DataPayload,
} from "./data/data.js";
export { type ClientErrorCode, ConfabError, type ErrorDetails } from "./errors.js";
export type {
  Capture,
  DeviceList,
  Media,
  MediaEvents,
  PublishOptions,
  ScreenShareOptions,
} from "./media/media.js";
export { createLocalPreview, type LocalPreview } from "./media/preview.js";
export type { LocalTrack, RemoteTrack, Source, TrackEvents, TrackKind } from "./media/tracks.js";
export type { ConnectOptions, JoinOptions } from "./options.js";
export type {
  Grants,
  LocalParticipant,
  Participant,
  ParticipantChange,
  PublishKind,
  RemoteParticipant,
} from "./participant.js";
export type { CandidateInfo, CandidatePair } from "./peers/candidate-pair.js";
export type { PeerState } from "./peers/peer.js";
export type { Room, RoomEvent, RoomEvents, RoomSettings, RoomState } from "./room.js";
export { version } from "./version.js";
