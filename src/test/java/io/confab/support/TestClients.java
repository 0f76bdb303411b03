package io.confab.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tenant of a test's own and the sockets of its people; closes all that it opened. */
public final class TestClients implements AutoCloseable {
  private final URI server;
  private final TestTenant tenant = TestTenant.create();
  private final List<TestSocket> opened = new ArrayList<>();

  public TestClients(final URI server) {
    this.server = server;
  }

  public TestTenant tenant() {
    return tenant;
  }

  /** A token for every room, which it may create, with these grants beside the usual ones. */
  public String token(final String identity, final Map<String, ?> grants) {
    final Map<String, Object> all = new HashMap<>(grants);
    all.putIfAbsent("create", true);
    return tenant.token(Map.of("identity", identity, "rooms", List.of("*"), "grants", all));
  }

  /** A socket that has said nothing yet. */
  public TestSocket socket() {
    final TestSocket socket = TestSocket.connect(server);
    opened.add(socket);
    return socket;
  }

  /** A socket that has said hello. */
  public TestSocket connect(final String identity) {
    return connect(identity, Map.of());
  }

  /** A socket that has said hello, with these grants beside the usual ones. */
  public TestSocket connect(final String identity, final Map<String, ?> grants) {
    final TestSocket socket = socket();
    socket.hello(token(identity, grants));
    return socket;
  }

  /** A socket that is in a room. */
  public TestSocket join(final String identity, final String room) {
    final TestSocket socket = connect(identity);
    socket.join(room);
    return socket;
  }

  /** Waits until a member has been told that somebody came. */
  public static JsonNode awaitJoined(final TestSocket socket, final String identity) {
    return awaitAmong(socket, "joined", identity);
  }

  /** Waits until a member has been told that somebody went. */
  public static JsonNode awaitLeft(final TestSocket socket, final String identity) {
    return awaitAmong(socket, "left", identity);
  }

  /** Waits until a member has been told of a change of somebody. */
  public static JsonNode awaitUpdated(final TestSocket socket, final String identity) {
    return awaitAmong(socket, "updated", identity);
  }

  /** Waits until a member has been told that somebody is not connected any more. */
  public static void awaitGone(final TestSocket socket, final String identity) {
    socket.await(
        "presence",
        frame -> tellsOf(frame, "left", identity) || tellsOf(frame, "updated", identity));
  }

  /** Whether a frame of presence names somebody among those who came, changed or went. */
  public static boolean tellsOf(final JsonNode frame, final String part, final String identity) {
    return !find(frame.path(part), identity).isMissingNode();
  }

  private static JsonNode awaitAmong(
      final TestSocket socket, final String part, final String identity) {
    final JsonNode presence = socket.await("presence", frame -> tellsOf(frame, part, identity));
    return find(presence.path(part), identity);
  }

  private static JsonNode find(final JsonNode list, final String identity) {
    for (final JsonNode entry : list) {
      if (entry.path("identity").asText().equals(identity)) {
        return entry;
      }
    }
    return list.path("none");
  }

  @Override
  public void close() {
    opened.forEach(TestSocket::close);
  }
}
