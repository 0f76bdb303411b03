package io.confab.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.protocol.CloseCode;
import io.confab.protocol.ErrorCode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client of {@code /v1/connect} in the hands of a test: sends frames, and waits for frames. */
public final class TestSocket implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** One for all: each has threads of its own. */
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final BlockingQueue<JsonNode> inbox = new LinkedBlockingQueue<>();
  private final List<JsonNode> passedOver = new ArrayList<>();
  private final CompletableFuture<Closed> closed = new CompletableFuture<>();
  private final WebSocket socket;
  private int requests;

  /** How the server closed the socket. */
  public record Closed(int code, String reason) {}

  private TestSocket(final URI server, final String subprotocol, final String origin) {
    final WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    if (subprotocol != null) {
      builder.subprotocols(subprotocol);
    }
    if (origin != null) {
      builder.header("Origin", origin);
    }
    socket = builder.connectTimeout(PATIENCE).buildAsync(webSocket(server), new Listener()).join();
  }

  /** Connects as the SDK does. */
  public static TestSocket connect(final URI server) {
    return new TestSocket(server, "confab.v1", null);
  }

  /** Connects as a page of this origin does. */
  public static TestSocket connect(final URI server, final String origin) {
    return new TestSocket(server, "confab.v1", origin);
  }

  /** Connects without a subprotocol, or with another. */
  public static TestSocket speaking(final URI server, final String subprotocol) {
    return new TestSocket(server, subprotocol, null);
  }

  /** Says hello and waits for {@code welcome} and {@code ok}. */
  public JsonNode hello(final String token) {
    final String id = request(frame("hello").put("token", token));
    final JsonNode welcome = await("welcome");
    awaitOk(id);
    return welcome;
  }

  /** Takes a session up again, and waits for {@code welcome} and {@code ok}. */
  public JsonNode resume(final String token, final String ticket) {
    final String id = request(frame("hello").put("token", token).put("ticket", ticket));
    final JsonNode welcome = await("welcome");
    awaitOk(id);
    return welcome;
  }

  /** As the other, and tells the last signal that was seen. */
  public JsonNode resume(final String token, final String ticket, final long lastSignal) {
    final ObjectNode hello = frame("hello").put("token", token).put("ticket", ticket);
    final String id = request(hello.put("lastSignal", lastSignal));
    final JsonNode welcome = await("welcome");
    awaitOk(id);
    return welcome;
  }

  /** Joins a room from a cursor and waits for {@code joined} and {@code ok}. */
  public JsonNode joinAfter(final String room, final String cursor) {
    final String id = request(frame("join").put("room", room).put("cursor", cursor));
    final JsonNode joined = await("joined");
    awaitOk(id);
    return joined;
  }

  /** Joins a room and waits for {@code joined} and {@code ok}. */
  public JsonNode join(final String room) {
    final String id = request(frame("join").put("room", room));
    final JsonNode joined = await("joined");
    awaitOk(id);
    return joined;
  }

  /** An empty frame of a type. */
  public static ObjectNode frame(final String type) {
    return JSON.createObjectNode().put("type", type);
  }

  /** Sends a frame under a fresh id, which it returns. */
  public String request(final ObjectNode frame) {
    final String id = "r" + ++requests;
    send(frame.put("id", id).toString());
    return id;
  }

  /** Sends text as it is. */
  public void send(final String text) {
    socket.sendText(text, true).join();
  }

  /** Sends several frames in one write. */
  public void sendTogether(final List<? extends JsonNode> frames) {
    frames.forEach(frame -> socket.sendText(frame.toString(), true).join());
  }

  /** Sends a binary frame. */
  public void sendBinary(final byte[] bytes) {
    socket.sendBinary(java.nio.ByteBuffer.wrap(bytes), true).join();
  }

  /** Waits for the next frame of a type; others are passed over, and can be asked for later. */
  public JsonNode await(final String type) {
    return await(type, frame -> true);
  }

  /** Waits for the next frame of a type that fits. */
  public JsonNode await(final String type, final Predicate<JsonNode> fits) {
    return take(frame -> frame.path("type").asText().equals(type) && fits.test(frame), type);
  }

  /** Waits for the next frame of any of these types. */
  public JsonNode await(final List<String> types) {
    return take(frame -> types.contains(frame.path("type").asText()), types.toString());
  }

  /** Waits for the log entry of a type. */
  public JsonNode awaitEvent(final String type) {
    return await("event", frame -> frame.at("/event/type").asText().equals(type)).get("event");
  }

  /** Waits for the answer to a request. */
  public JsonNode awaitAnswer(final String id) {
    return take(
        frame ->
            frame.path("id").asText().equals(id)
                && (frame.path("type").asText().equals("ok")
                    || frame.path("type").asText().equals("error")),
        "the answer to " + id);
  }

  /** Waits for the {@code ok} of a request. */
  public JsonNode awaitOk(final String id) {
    final JsonNode answer = awaitAnswer(id);
    assertThat(answer.path("type").asText()).as(answer.toString()).isEqualTo("ok");
    return answer;
  }

  /** Waits for the {@code error} of a request. */
  public JsonNode awaitError(final String id) {
    final JsonNode answer = awaitAnswer(id);
    assertThat(answer.path("type").asText()).as(answer.toString()).isEqualTo("error");
    return answer;
  }

  /** Sends a request and waits for the {@code error} of this code. */
  public JsonNode refused(final ObjectNode frame, final ErrorCode code) {
    final JsonNode error = awaitError(request(frame));
    assertThat(error.path("code").asText()).as(error.toString()).isEqualTo(code.code());
    return error;
  }

  /** Sends a request and waits until it was answered: all frames before it have been handled. */
  public void settle() {
    awaitOk(request(frame("ice.refresh")));
  }

  /** Every frame that came and was not waited for. */
  public List<JsonNode> rest() {
    inbox.drainTo(passedOver);
    return List.copyOf(passedOver);
  }

  /** Waits until the server has closed the socket. */
  public Closed awaitClose() {
    return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Waits until the server has closed the socket for a reason; gives the error before it. */
  public JsonNode awaitClose(final CloseCode code) {
    final JsonNode error =
        await("error", frame -> frame.path("code").asText().equals(code.reason()));
    final Closed end = awaitClose();
    assertThat(end.code()).as(error.toString()).isEqualTo(code.code());
    assertThat(end.reason()).isEqualTo(code.reason());
    return error;
  }

  /** Whether the socket is open. */
  public boolean isOpen() {
    return !closed.isDone();
  }

  /** Goes away without a word, as a machine does that loses its power. */
  public void abort() {
    socket.abort();
  }

  @Override
  public void close() {
    if (!closed.isDone()) {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(gone -> null).join();
    }
  }

  private static URI webSocket(final URI server) {
    return URI.create(server.toString().replaceFirst("^http", "ws"));
  }

  private JsonNode take(final Predicate<JsonNode> fits, final String what) {
    for (final JsonNode earlier : passedOver) {
      if (fits.test(earlier)) {
        passedOver.remove(earlier);
        return earlier;
      }
    }
    final long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      final JsonNode next = poll(end - System.nanoTime());
      if (next == null) {
        throw new AssertionError("Waited in vain for " + what + "; came instead: " + passedOver);
      }
      if (fits.test(next)) {
        return next;
      }
      passedOver.add(next);
    }
  }

  private JsonNode poll(final long nanos) {
    try {
      return inbox.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(
        final WebSocket webSocket, final CharSequence data, final boolean last) {
      text.append(data);
      if (last) {
        inbox.add(read(text.toString()));
        text.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(
        final WebSocket webSocket, final int code, final String reason) {
      closed.complete(new Closed(code, reason));
      return null;
    }

    @Override
    public void onError(final WebSocket webSocket, final Throwable error) {
      closed.complete(new Closed(1006, error.toString()));
    }

    private JsonNode read(final String json) {
      try {
        return JSON.readTree(json);
      } catch (JsonProcessingException e) {
        throw new AssertionError("Not JSON: " + json, e);
      }
    }
  }
}
