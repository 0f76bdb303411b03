package io.confab.room;

import io.confab.secret.MasterKey;
import io.confab.tenant.Transactions;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** The deployment's own signing keys: made once, by whichever node is first, and shared by all. */
@Singleton
final class ServiceKeys {
  private static final String PURPOSE = "service-key";
  private static final String ALGORITHM = "ES256";
  private static final int ID_BYTES = 16;
  private static final Duration RELOAD = Duration.ofSeconds(2);

  private final Transactions transactions;
  private final MasterKey masterKey;
  private final InstantSource clock;
  private volatile Loaded loaded = new Loaded(List.of(), Instant.EPOCH);

  ServiceKeys(
      final Transactions transactions, final MasterKey masterKey, final InstantSource clock) {
    this.transactions = transactions;
    this.masterKey = masterKey;
    this.clock = clock;
  }

  /** The key that signs now. */
  ServiceKey current() {
    return firstLive(loaded.keys()).or(() -> firstLive(load())).orElseThrow();
  }

  /**
   * The key of that id, retired ones included. One that another node has just made is looked for.
   */
  Optional<ServiceKey> find(final String id) {
    final Loaded known = loaded;
    final Optional<ServiceKey> found = byId(known.keys(), id);
    final boolean stale = clock.instant().isAfter(known.at().plus(RELOAD));
    return found.isEmpty() && stale ? byId(load(), id) : found;
  }

  /** Every key that verifies, the newest first. */
  List<ServiceKey> all() {
    return loaded.keys().isEmpty() ? load() : loaded.keys();
  }

  private List<ServiceKey> load() {
    final List<ServiceKey> keys =
        transactions.lookUp(
            connection -> {
              lock(connection);
              final List<ServiceKey> stored = read(connection);
              if (firstLive(stored).isEmpty()) {
                stored.addFirst(create(connection));
              }
              return List.copyOf(stored);
            });
    loaded = new Loaded(keys, clock.instant());
    return keys;
  }

  /** Two nodes that start together on an empty database must not make a key each. */
  private static void lock(final Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_xact_lock(hashtext('confab.service_key'))");
    }
  }

  private List<ServiceKey> read(final Connection connection) throws SQLException {
    final List<ServiceKey> keys = new ArrayList<>();
    try (Statement query = connection.createStatement();
        ResultSet rows =
            query.executeQuery(
                "select id, public_jwk, sealed_private, retired_at from service_key order by created_at desc")) {
      while (rows.next()) {
        keys.add(key(rows));
      }
    }
    return keys;
  }

  private ServiceKey key(final ResultSet row) throws SQLException {
    final String id = row.getString("id");
    final String jwk = row.getString("public_jwk");
    try {
      return new ServiceKey(
          id,
          PublicJsonWebKey.Factory.newPublicJwk(jwk).getPublicKey(),
          jwk,
          KeyFactory.getInstance("EC")
              .generatePrivate(
                  new PKCS8EncodedKeySpec(
                      masterKey.open(PURPOSE, id, row.getBytes("sealed_private")))),
          row.getTimestamp("retired_at") != null);
    } catch (final JoseException | GeneralSecurityException corrupt) {
      throw new IllegalStateException("The service key %s cannot be read".formatted(id), corrupt);
    }
  }

  private ServiceKey create(final Connection connection) throws SQLException {
    final ServiceKey key = generate();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into service_key (id, algorithm, public_jwk, sealed_private, created_at)"
                + " values (?, ?, ?::jsonb, ?, ?)")) {
      insert.setString(1, key.id());
      insert.setString(2, ALGORITHM);
      insert.setString(3, key.publicJwk());
      insert.setBytes(4, masterKey.seal(PURPOSE, key.id(), key.privateKey().getEncoded()));
      insert.setTimestamp(5, Timestamp.from(clock.instant()));
      insert.executeUpdate();
    }
    return key;
  }

  private static ServiceKey generate() {
    try {
      final KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      final KeyPair pair = generator.generateKeyPair();
      final byte[] id = new byte[ID_BYTES];
      new SecureRandom().nextBytes(id);
      return new ServiceKey(
          ServiceKey.PREFIX + HexFormat.of().formatHex(id),
          pair.getPublic(),
          PublicJsonWebKey.Factory.newPublicJwk(pair.getPublic())
              .toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY),
          pair.getPrivate(),
          false);
    } catch (final GeneralSecurityException | JoseException impossible) {
      throw new IllegalStateException("This Java lacks ES256", impossible);
    }
  }

  private static Optional<ServiceKey> firstLive(final List<ServiceKey> keys) {
    return keys.stream().filter(key -> !key.retired()).findFirst();
  }

  private static Optional<ServiceKey> byId(final List<ServiceKey> keys, final String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  private record Loaded(List<ServiceKey> keys, Instant at) {}
}
