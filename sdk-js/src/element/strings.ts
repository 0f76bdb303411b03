/**
 * Every word the component says, in one table. `{name}` marks a value. Another language is a table with the same
 * keys, given to `addStrings`; a key it lacks falls back to English.
 */
const en = {
  you: "You",
  guest: "Guest",

  setup_title: "Ready to join?",
  setup_room: "You are about to join {room}.",
  setup_name: "Your name",
  setup_name_hint: "Shown to everyone in the call",
  setup_join: "Join call",
  setup_joining: "Joining…",
  setup_preview: "Your camera preview",
  setup_camera_off: "Your camera is off",
  setup_camera_wait: "Starting your camera…",

  microphone: "Microphone",
  camera: "Camera",
  speaker: "Speaker",
  device_none: "None found",
  device_numbered: "{kind} {number}",

  controls: "Call controls",
  mute: "Mute microphone",
  unmute: "Unmute microphone",
  camera_stop: "Turn camera off",
  camera_start: "Turn camera on",
  screen_start: "Share your screen",
  screen_stop: "Stop sharing",
  chat: "Chat",
  chat_unread_one: "Chat, 1 new message",
  chat_unread_other: "Chat, {count} new messages",
  invite: "Invite people",
  settings: "Devices",
  leave: "Leave call",
  close: "Close",
  dismiss: "Dismiss",

  people: "People in the call",
  tile_muted: "{name}, microphone off",
  tile_speaking: "{name}, speaking",
  tile_reconnecting: "{name}, reconnecting",
  tile_screen: "{name}’s screen",
  tile_more: "{count} more people",
  reconnecting_short: "Reconnecting…",
  connecting_short: "Connecting…",

  seat_title: "Save a seat for someone",
  seat_text: "Send this link. Whoever opens it is in the call.",
  seat_quiet_title: "It’s just you so far",
  seat_quiet_text: "The call begins when someone joins.",
  link: "Invite link",
  copy: "Copy link",
  copied: "Copied",
  copy_failed: "Press {keys} to copy",
  invite_text: "Anyone with this link can join the call.",

  chat_empty_title: "No messages yet",
  chat_empty_text: "Write something to everyone in the call.",
  chat_placeholder: "Write a message",
  chat_label: "Message",
  chat_send: "Send message",
  chat_long: "Too long to send",
  chat_older: "Show earlier messages",
  chat_loading: "Loading…",
  chat_start: "This is where the conversation begins",
  chat_sending: "Sending…",
  chat_failed: "Not sent",
  chat_retry: "Try again",
  chat_edited: "edited",
  chat_deleted: "Message deleted",
  chat_log: "Messages",
  chat_new: "New messages",
  typing_one: "{name} is typing…",
  typing_many: "Several people are typing…",
  today: "Today",
  yesterday: "Yesterday",

  blocked_microphone:
    "Your browser blocks the microphone. Click the icon beside the address, allow it, then try again.",
  blocked_camera:
    "Your browser blocks the camera. Click the icon beside the address, allow it, then try again.",
  blocked_both:
    "Your browser blocks camera and microphone. Click the icon beside the address, allow them, then try again.",
  missing_microphone: "No microphone found. Plug one in, or stay and listen.",
  missing_camera: "No camera found. Plug one in, or join without it.",
  missing_both: "No camera or microphone found. Join all the same: you will see and hear everyone.",
  taken_microphone: "Another program uses your microphone. Close it, then try again.",
  taken_camera: "Another program uses your camera. Close it, then try again.",
  failed_microphone: "Your microphone did not start. Choose another one or try again.",
  failed_camera: "Your camera did not start. Choose another one or try again.",
  failed_screen: "Your screen could not be shared. Try again, or choose another window.",
  insecure_devices:
    "Browsers allow camera and microphone on secure pages only. Open this page with https.",
  publishers_full: "Enough people are sending already. You can watch, listen and write.",

  hear_title: "Your browser keeps the sound off until you tap",
  hear: "Tap to hear",
  other_tab:
    "This call is open in another tab, so you joined with microphone and sound off. That spares everyone the echo.",
  other_tab_gone: "Your other tab has left, so the sound is on here. Your microphone is still off.",
  sound_on: "Turn sound on",
  reconnecting: "Connection lost. Reconnecting… You may still see and hear each other.",
  sharing: "You are sharing your screen",
  peer_failed: "A network in between blocks the way to {name}. Chat still works.",

  said_joined: "{name} joined",
  said_left: "{name} left",
  said_message: "{name}: {text}",
  said_you_joined: "You joined the call",
  said_microphone_on: "Microphone on",
  said_microphone_off: "Microphone off",
  said_camera_on: "Camera on",
  said_camera_off: "Camera off",
  said_screen_on: "You are sharing your screen",
  said_screen_off: "You stopped sharing your screen",
  said_reconnected: "Connected again",

  ended_left_title: "You left the call",
  ended_left_text: "You can come back at any time.",
  ended_removed_title: "You were removed from the call",
  ended_removed_text: "If that was a mistake, ask the person who invited you.",
  ended_banned_title: "You can’t join this call any more",
  ended_banned_text: "If that is a mistake, ask the person who invited you.",
  ended_replaced_title: "You joined from somewhere else",
  ended_replaced_text: "The call moved to your other tab or device.",
  ended_room_deleted_title: "This call is over",
  ended_room_deleted_text: "The room was closed for everyone. Thank you for being here.",
  ended_token_expired_title: "Your invitation has run out",
  ended_token_expired_text: "Reload the page to get a fresh one.",
  ended_room_full_title: "This call is full",
  ended_room_full_text: "When someone leaves, you can come in.",
  ended_room_locked_title: "This call is locked",
  ended_room_locked_text: "Ask one of the people inside to let you in.",
  ended_room_not_found_title: "There is no such call",
  ended_room_not_found_text: "The link may be incomplete or too old. Ask for a fresh one.",
  ended_origin_refused_title: "This page may not open calls yet",
  ended_origin_refused_text: "The owner of the site has to add its address to the publishable key.",
  ended_token_refused_title: "Your invitation is not valid",
  ended_token_refused_text: "Reload the page, or ask for a fresh link.",
  ended_unsupported_browser_title: "This browser can’t make calls",
  ended_unsupported_browser_text: "Open this page in a current Chrome, Edge, Firefox or Safari.",
  ended_server_unreachable_title: "The call can’t be reached",
  ended_server_unreachable_text: "Check your internet connection, then try again.",
  ended_forbidden_title: "You can’t enter this call",
  ended_forbidden_text: "Your invitation is for another one. Ask for a fresh link.",
  ended_suspended_title: "Calls are paused on this site",
  ended_suspended_text: "Its owner has to switch them on again.",
  ended_outdated_title: "This page is out of date",
  ended_outdated_text: "Reload it. If that does not help, tell its owner.",
  ended_busy_title: "Calls are busy right now",
  ended_busy_text: "Wait a moment, then try again.",
  ended_unready_title: "This call isn’t set up yet",
  ended_unready_text: "The owner of the page has to finish it.",
  ended_fault_title: "The call didn’t start",
  ended_fault_text: "Try again. If that does not help, tell the owner of the page.",
  details: "For the developer",
  again: "Join again",
  here: "Bring it back here",
  retry: "Try again",
  more_about: "What this means",
} as const;

export type StringKey = keyof typeof en;
export type StringTable = Partial<Record<StringKey, string>>;
export type Values = Record<string, string | number>;

/** Looks a sentence up and fills its values in. */
export type Translate = (key: StringKey, values?: Values) => string;

const tables = new Map<string, StringTable>([["en", en]]);

/** Adds or completes a language, for example `addStrings("de", { leave: "Auflegen" })`. Open calls keep their words. */
export function addStrings(lang: string, table: StringTable): void {
  const key = lang.toLowerCase();
  tables.set(key, { ...tables.get(key), ...table });
}

/** The words for `lang`: the exact tag, then its language, then English. */
export function translator(lang: string): Translate {
  const exact = tables.get(lang.toLowerCase());
  const general = tables.get(lang.toLowerCase().split("-")[0] ?? "");
  return (key, values = {}) => {
    const text: string = exact?.[key] ?? general?.[key] ?? en[key];
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  };
}
