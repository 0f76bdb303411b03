import { ConfabError } from "../errors.js";

/** Throws `aborted` when `signal` has been triggered. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ConfabError("aborted", { cause: signal.reason });
}

/** `promise`, or a rejection with `aborted` as soon as `signal` is triggered. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(new ConfabError("aborted", { cause: signal.reason }));
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
