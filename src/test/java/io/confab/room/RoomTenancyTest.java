package io.confab.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.confab.event.EventLog;
import io.confab.event.EventType;
import io.confab.event.NewEvent;
import io.confab.id.MeetingId;
import io.confab.tenant.DatabaseException;
import io.confab.tenant.Scope;
import io.confab.tenant.SqlWork;
import io.confab.tenant.Tenants;
import io.confab.tenant.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The third wall: what SQL without a tenant, or of another, can do to the tables of rooms. */
@QuarkusTest
class RoomTenancyTest {
  @Inject Rooms rooms;
  @Inject EventLog log;
  @Inject Bans bans;
  @Inject Tenants tenants;
  @Inject Transactions transactions;
  @Inject EntityManager entities;

  private Scope owner;
  private Scope stranger;
  private Room room;

  @BeforeEach
  void fillEveryTable() {
    owner = new Scope(tenants.create("owner", true).id(), "key_test");
    stranger = new Scope(tenants.create("stranger", true).id(), "key_test");
    room = rooms.forJoin(owner, "standup", true, RoomOptions.NONE);
    log.append(
            owner,
            room.id(),
            NewEvent.of(
                EventType.ROOM_STARTED, Optional.of(MeetingId.random()), "service:room", "{}"))
        .toCompletableFuture()
        .join();
    bans.ban(owner, room.id(), "mallory", Optional.empty(), Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "room, name = 'taken'",
    "room_log, last_seq = 0",
    "meeting, ended_at = now()",
    "room_event, data = '{}'",
    "ban, reason = 'none'"
  })
  void nothingIsReadOrWrittenWithoutTheTenant(final String table, final String change) {
    for (final Optional<Scope> asked : List.of(Optional.<Scope>empty(), Optional.of(stranger))) {
      assertThat(count(asked, table)).isZero();
      assertThat(execute(asked, "update " + table + " set " + change)).isZero();
      assertThat(execute(asked, "delete from " + table)).isZero();
    }
    assertThat(count(Optional.of(owner), table)).isPositive();
    assertThat(rooms.find(owner, "standup")).contains(room);
  }

  @Test
  void nobodyWritesARowIntoAnotherTenant() {
    final String insert =
        "insert into room (tenant_id, id, name, settings, created_at, updated_at)"
            + " values ('"
            + owner.tenant()
            + "', 'rm_0000000000000000000000', 'planted', '{}', now(), now())";

    assertThatExceptionOfType(DatabaseException.class)
        .isThrownBy(() -> execute(Optional.of(stranger), insert))
        .satisfies(refused -> assertThat(refused.sqlState()).isEqualTo("42501"));
  }

  @Test
  void hibernateFindsUpdatesAndDeletesOwnRowsAlone() {
    final AtomicInteger touched = new AtomicInteger();
    transactions.run(
        stranger,
        () -> {
          assertThat(entities.find(RoomRow.class, room.id().value())).isNull();
          touched.addAndGet(entities.createQuery("update RoomRow set name = 'x'").executeUpdate());
          touched.addAndGet(entities.createQuery("delete from RoomRow").executeUpdate());
          touched.addAndGet(
              entities.createNativeQuery("update room set name = 'x'").executeUpdate());
        });

    assertThat(touched).hasValue(0);
    assertThat(rooms.find(owner, "standup")).contains(room);
  }

  @Test
  void aConnectionThatWasRolledBackForgetsItsTenant() {
    for (int i = 0; i < 50; i++) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  transactions.run(
                      owner,
                      () -> {
                        rooms.find(owner, "standup");
                        throw new IllegalStateException("on purpose");
                      }));
      assertThat(count(Optional.empty(), "room")).isZero();
      assertThat(count(Optional.of(stranger), "room")).isZero();
    }
  }

  @Test
  void aTransactionOfOneTenantDoesNotEnterAnother() {
    assertThatIllegalStateException()
        .isThrownBy(() -> transactions.run(owner, () -> rooms.find(stranger, "standup")));
  }

  private int count(final Optional<Scope> scope, final String table) {
    return in(
        scope,
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getInt(1);
          }
        });
  }

  private int execute(final Optional<Scope> scope, final String sql) {
    return in(
        scope,
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
          }
        });
  }

  private <T> T in(final Optional<Scope> scope, final SqlWork<T> work) {
    return scope
        .map(asked -> transactions.jdbc(asked, work))
        .orElseGet(() -> transactions.lookUp(work));
  }
}
