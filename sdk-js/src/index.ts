export type {
  Chat,
  ChatEvents,
  HistoryOptions,
  HistoryPage,
  SendOptions,
} from "./chat/chat.js";
export type { ChatMessage } from "./chat/messages.js";
export { type Confab, type ConfabEvents, connect } from "./confab.js";
export type { ConnectionState, FrameRecord } from "./connection/connection.js";
export type { ChannelOptions, DataChannel, DataChannelEvents } from "./data/channel.js";
export type { Data } from "./data/data.js";
export type { DataPayload } from "./data/message.js";
export { type ClientErrorCode, ConfabError, type ErrorDetails } from "./errors.js";
export type { Capture } from "./media/capture.js";
export type { DeviceList } from "./media/devices.js";
export type { Media, MediaEvents, PublishOptions } from "./media/media.js";
export { createLocalPreview, type LocalPreview } from "./media/preview.js";
export type { ScreenShareOptions } from "./media/screen.js";
export type { LocalTrack, RemoteTrack, Source, TrackEvents, TrackKind } from "./media/tracks.js";
export type { ConnectOptions, JoinOptions } from "./options.js";
export type {
  Grants,
  LocalParticipant,
  Participant,
  ParticipantChange,
  ParticipantGrants,
  PublishKind,
  RemoteParticipant,
} from "./participant.js";
export type { CandidateInfo, CandidatePair } from "./peers/candidate-pair.js";
export type { PeerState } from "./peers/path.js";
export type { ErrorCode } from "./protocol/codes.js";
export type {
  EventView as RoomEvent,
  LeaveReason,
  RoomSettingsView as RoomSettings,
  Warning,
} from "./protocol/messages.js";
export type { Room } from "./room.js";
export type { RoomEvents, RoomState } from "./room-events.js";
export { version } from "./version.js";
