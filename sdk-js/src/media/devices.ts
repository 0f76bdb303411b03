import { Observable } from "../events.js";
import { mediaDevices } from "./capture.js";

export interface DeviceList {
  microphones: MediaDeviceInfo[];
  cameras: MediaDeviceInfo[];
  speakers: MediaDeviceInfo[];
}

export interface DevicesEvents {
  changed: DeviceList;
}

/** What is plugged in. Labels are empty until the user allowed a device once. */
export class Devices extends Observable<DevicesEvents> {
  readonly #onChange = () => {
    void listDevices().then((list) => this.emit("changed", list));
  };

  constructor() {
    super();
    globalThis.navigator?.mediaDevices?.addEventListener?.("devicechange", this.#onChange);
  }

  close(): void {
    globalThis.navigator?.mediaDevices?.removeEventListener?.("devicechange", this.#onChange);
  }
}

export async function listDevices(): Promise<DeviceList> {
  const all = await mediaDevices().enumerateDevices();
  const of = (kind: MediaDeviceKind) => all.filter((device) => device.kind === kind);
  return {
    microphones: of("audioinput"),
    cameras: of("videoinput"),
    speakers: of("audiooutput"),
  };
}
