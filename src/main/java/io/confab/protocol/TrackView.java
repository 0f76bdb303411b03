package io.confab.protocol;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A track that a participant publishes. Media itself flows between peers; this tells what it is.
 *
 * @param name chosen by the publisher, unique among its tracks
 * @param source what the track shows
 * @param stream id of the MediaStream that carries it, as in the {@code msid} of the publisher's
 *     SDP (RFC 8830)
 * @param muted whether the publisher sends silence or black
 */
@RegisterForReflection
public record TrackView(String name, TrackSource source, String stream, boolean muted) {
  public TrackView {
    Check.label("name", name, WireLimit.LABEL_CHARS);
    Check.required("source", source);
    Check.label("stream", stream, WireLimit.LABEL_CHARS);
  }
}
