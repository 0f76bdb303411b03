package io.confab.apikey;

import io.confab.secret.Pepper;
import io.confab.tenant.Transactions;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * One-time codes that let a person at a browser do the first steps without handling the operator
 * key.
 */
@Singleton
public final class StartLinks {
  private static final Duration TTL = Duration.ofMinutes(15);

  private final Transactions transactions;
  private final Pepper pepper;
  private final InstantSource clock;

  StartLinks(final Transactions transactions, final Pepper pepper, final InstantSource clock) {
    this.transactions = transactions;
    this.pepper = pepper;
    this.clock = clock;
  }

  /**
   * A fresh code and its end.
   *
   * @param code good for one exchange
   * @param expiresAt when it stops being so
   */
  public record StartLink(String code, Instant expiresAt) {
    /** Never the code. */
    @Override
    public String toString() {
      return "StartLink[until " + expiresAt + "]";
    }
  }

  /** Makes a code. The database keeps only its keyed hash. */
  public StartLink issue() {
    final StartLink link =
        new StartLink(Base62.random256(), clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(TTL));
    transactions.lookUp(
        connection -> {
          try (PreparedStatement purge =
                  connection.prepareStatement("delete from start_link where expires_at < ?");
              PreparedStatement insert =
                  connection.prepareStatement(
                      "insert into start_link (code_hash, expires_at) values (?, ?)")) {
            purge.setTimestamp(1, Timestamp.from(clock.instant()));
            purge.executeUpdate();
            insert.setBytes(1, pepper.hash(link.code()));
            insert.setTimestamp(2, Timestamp.from(link.expiresAt()));
            return insert.executeUpdate();
          }
        });
    return link;
  }

  /** Uses a code up; true if it was good. Of two that try at once, one succeeds. */
  boolean use(final String code) {
    return transactions.lookUp(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement(
                  "delete from start_link where code_hash = ? and expires_at > ?")) {
            delete.setBytes(1, pepper.hash(code));
            delete.setTimestamp(2, Timestamp.from(clock.instant()));
            return delete.executeUpdate() == 1;
          }
        });
  }
}
