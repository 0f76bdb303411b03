package io.confab.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.id.ApiKeyId;
import io.confab.tenant.Scope;
import io.confab.tenant.Tenants;
import io.confab.tenant.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys are read again many at a time. */
@QuarkusTest
class UnreadableKeyTest {
  @Inject ApiKeys keys;
  @Inject Tenants tenants;
  @Inject Transactions transactions;

  private Scope scope;

  @BeforeEach
  void makeTenant() {
    scope = new Scope(tenants.create("unreadable", true).id(), "test");
  }

  @Test
  void oneThatCannotBeReadKeepsNoRevocationFromTheOthers() {
    final ApiKeyId unreadable = key();
    final ApiKeyId revoked = key();
    keys.find(unreadable).orElseThrow();
    keys.find(revoked).orElseThrow();
    change("origins = '{of another version}'", unreadable);
    change("revoked_at = now()", revoked);

    keys.refresh();

    assertThat(keys.find(revoked)).get().matches(KnownApiKey::revoked);
    assertThat(keys.find(unreadable)).isEmpty();
  }

  private ApiKeyId key() {
    final List<RoomRule> rooms = List.of(new RoomRule(RoomPattern.of("*"), null));
    final NewApiKey wanted =
        new NewApiKey(KeyKind.PUBLISHABLE, "key", null, null, rooms, null, true, null);
    return keys.create(scope, wanted, EnumSet.noneOf(ApiScope.class)).id();
  }

  private void change(final String assignment, final ApiKeyId key) {
    final int changed =
        transactions.jdbc(
            scope,
            connection -> {
              try (PreparedStatement update =
                  connection.prepareStatement(
                      "update api_key set " + assignment + " where id = ?")) {
                update.setString(1, key.value());
                return update.executeUpdate();
              }
            });
    assertThat(changed).isOne();
  }
}
