package io.confab.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Every limit of the service. Sizes are bytes, rates are per second. */
@ConfigMapping(prefix = "confab.limits")
public interface Limits {
  /** How long a new socket may stay silent before its {@code hello}. */
  @WithDefault("5s")
  Duration helloTimeout();

  /** Frames per second and connection, signals not counted. */
  @WithDefault("20")
  int messagesPerSecond();

  /** Frames that a connection may send at once. */
  @WithDefault("100")
  int messageBurst();

  /**
   * A frame counts once for each so many characters begun: large ones cost their receivers more.
   */
  @WithDefault("4096")
  int charsPerMessage();

  /** The same for signals: the description of an honest call is large, and goes to one receiver. */
  @WithDefault("16384")
  int charsPerSignal();

  /** Signals that a connection may send at once, per member of its rooms. */
  @WithDefault("40")
  int signalBurstPerMember();

  /** How long an empty signal bucket takes to fill. */
  @WithDefault("10s")
  Duration signalRefill();

  /** Frames of one connection that may wait while its {@code hello} or {@code join} is decided. */
  @WithDefault("64")
  int mailbox();

  /** Writes of one connection that may wait for their commit. */
  @WithDefault("16")
  int durableInFlight();

  /** Bytes that may wait for a slow reader, before what its rooms add. */
  @WithDefault("524288")
  int sendQueueBytes();

  /** Bytes added to that for each member of the reader's rooms. */
  @WithDefault("65536")
  int sendQueueBytesPerMember();

  /** Frames that may wait for a slow reader, before what its rooms add. */
  @WithDefault("256")
  int sendQueueFrames();

  /** Frames added to that for each member of the reader's rooms. */
  @WithDefault("16")
  int sendQueueFramesPerMember();

  /** How long a reader may take nothing at all while frames wait for it. */
  @WithDefault("10s")
  Duration sendStall();

  /** Rooms that one session may be in. */
  @WithDefault("20")
  int roomsPerSession();

  /** Sockets that this node holds; beyond it a connect is told to try later. */
  @WithDefault("15000")
  int sockets();

  /** Sockets without a {@code hello} yet, of the whole node. */
  @WithDefault("500")
  int socketsWithoutHello();

  /** Sessions of one identity, those among them whose client is away for the moment. */
  @WithDefault("50")
  int sessionsPerIdentity();

  /** Sockets without a {@code hello} yet, from one address, or from one IPv6 network of 64 bits. */
  @WithDefault("20")
  int socketsWithoutHelloPerAddress();

  /** Participants of a room that may publish video, screens among it: each sends to all others. */
  @WithDefault("8")
  int videoPublishers();

  /** Participants of a room that may publish audio. */
  @WithDefault("16")
  int audioPublishers();

  /** Signatures of tokens that are checked at the same time. */
  @WithDefault("16")
  int tokenChecks();

  /** Reads of the database that sockets of one tenant may have under way at once. */
  @WithDefault("8")
  int readsPerTenant();

  /** Entries that a catch-up after a re-join may hold; a longer one starts from a snapshot. */
  @WithDefault("2000")
  int catchUp();

  /** REST requests per second and API key. */
  @WithDefault("50")
  int requestsPerSecond();

  /** REST requests that an API key may send at once. */
  @WithDefault("200")
  int requestBurst();

  /**
   * Guest tokens that one address, or one IPv6 network of 64 bits, may get from one publishable key
   * in a minute.
   */
  @WithDefault("30")
  int guestTokensPerMinuteAndAddress();
}
