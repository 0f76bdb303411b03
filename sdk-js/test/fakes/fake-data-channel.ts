/** One end of a data channel; messages pass in a microtask. */
export class FakeDataChannel extends EventTarget {
  readonly label: string;
  readonly negotiated: boolean;
  readonly options: RTCDataChannelInit;
  readyState: RTCDataChannelState = "connecting";
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  binaryType = "blob";
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly sent: unknown[] = [];
  #twin: FakeDataChannel | undefined;

  constructor(label: string, options: RTCDataChannelInit) {
    super();
    this.label = label;
    this.options = options;
    this.negotiated = options.negotiated ?? false;
  }

  /** Opens towards the other side; returns its end where that learns of the channel only now. */
  connect(theirs: FakeDataChannel[]): FakeDataChannel | undefined {
    if (this.readyState !== "connecting") return undefined;
    const agreed = theirs.find((end) => end.negotiated && end.label === this.label);
    if (this.negotiated && !agreed) return undefined;
    const twin = this.negotiated && agreed ? agreed : new FakeDataChannel(this.label, {});
    this.#twin = twin;
    twin.#twin = this;
    twin.readyState = "open";
    this.readyState = "open";
    // After the other side had the time to listen.
    queueMicrotask(() => {
      this.onopen?.();
      twin.onopen?.();
    });
    if (this.negotiated) return undefined;
    theirs.push(twin);
    return twin;
  }

  send(data: unknown): void {
    this.sent.push(data);
    const twin = this.#twin;
    queueMicrotask(() => twin?.onmessage?.({ data }));
  }

  close(): void {
    this.shut();
    this.#twin?.shut();
  }

  shut(): void {
    if (this.readyState === "closed") return;
    this.readyState = "closed";
    this.onclose?.();
    this.dispatchEvent(new Event("close"));
  }
}
