package io.confab.support;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A WebSocket client (RFC 6455) that does only what it is told: it answers no ping, and reads
 * nothing unless asked to.
 */
public final class RawSocket implements AutoCloseable {
  private static final int PATIENCE_MS = 30_000;
  private static final int SMALL_WINDOW = 4096;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final byte[] MASK = {1, 2, 3, 4};

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final OutputStream out;

  private RawSocket(final URI server, final String from, final String moreHeaders) {
    try {
      socket.setReceiveBufferSize(SMALL_WINDOW);
      socket.setSoTimeout(PATIENCE_MS);
      socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
      socket.connect(new InetSocketAddress("127.0.0.1", server.getPort()), PATIENCE_MS);
      in = new DataInputStream(socket.getInputStream());
      out = socket.getOutputStream();
      shakeHands(server, moreHeaders);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects as the SDK does. */
  public static RawSocket connect(final URI server) {
    return connect(server, "127.0.0.1");
  }

  /** Connects from another of this machine's loopback addresses. */
  public static RawSocket connect(final URI server, final String from) {
    return new RawSocket(server, from, "");
  }

  /** Connects as a proxy on this machine does for a client of this address. */
  public static RawSocket forwarded(final URI server, final String client) {
    return new RawSocket(server, "127.0.0.1", "X-Forwarded-For: " + client + "\r\n");
  }

  /** Sends a text message in one frame. */
  public void send(final String text) {
    final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      final java.io.ByteArrayOutputStream frame = new java.io.ByteArrayOutputStream();
      frame.write(0x80 | TEXT);
      final java.io.DataOutputStream data = new java.io.DataOutputStream(frame);
      if (bytes.length < 126) {
        data.write(0x80 | bytes.length);
      } else if (bytes.length < 1 << 16) {
        data.write(0x80 | 126);
        data.writeShort(bytes.length);
      } else {
        data.write(0x80 | 127);
        data.writeLong(bytes.length);
      }
      data.write(MASK);
      for (int i = 0; i < bytes.length; i++) {
        data.write(bytes[i] ^ MASK[i % MASK.length]);
      }
      out.write(frame.toByteArray());
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads up to the next text message; empty once the server has closed or cut. */
  public Optional<String> readText() {
    try {
      while (true) {
        final int kind = in.readUnsignedByte() & 0x0f;
        final byte[] payload = in.readNBytes(length(in.readUnsignedByte()));
        if (kind == TEXT) {
          return Optional.of(new String(payload, StandardCharsets.UTF_8));
        }
        if (kind == CLOSE) {
          return Optional.empty();
        }
      }
    } catch (EOFException | SocketException end) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads up to the text message of this type. */
  public String readUntil(final String type) {
    while (true) {
      final String text = readText().orElseThrow(() -> new AssertionError("closed before " + type));
      if (text.contains("\"type\":\"" + type + "\"")) {
        return text;
      }
    }
  }

  /** Reads all that comes, until the server has closed or cut. */
  public void drain() {
    Optional<String> text = readText();
    while (text.isPresent()) {
      text = readText();
    }
  }

  /** Cuts the connection by a reset, as a machine does that forgot about it. */
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void shakeHands(final URI server, final String moreHeaders) throws IOException {
    final String request =
        """
        GET %s HTTP/1.1\r
        Host: localhost:%d\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Protocol: confab.v1\r
        %s\r
        """
            .formatted(server.getPath(), server.getPort(), moreHeaders);
    out.write(request.getBytes(StandardCharsets.US_ASCII));
    final StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      answer.append((char) in.readUnsignedByte());
    }
    if (!answer.toString().startsWith("HTTP/1.1 101")) {
      throw new IOException(answer.toString());
    }
  }

  private int length(final int first) throws IOException {
    return switch (first & 0x7f) {
      case 126 -> in.readUnsignedShort();
      case 127 -> Math.toIntExact(in.readLong());
      default -> first & 0x7f;
    };
  }
}
