package io.confab.boot;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The running service on the embedded database. */
@QuarkusTest
final class DatabaseOfTheServiceTest {
  @Inject DataSource dataSource;

  @Test
  void servesAsARoleThatOwnsNothing() throws SQLException {
    assertThat(value("select current_user")).isEqualTo(DatabaseRoles.APP);
    assertThat(value("select count(*) from pg_class where relowner = current_user::regrole"))
        .isEqualTo("0");
  }

  @Test
  void isMigratedByTheOwner() throws SQLException {
    assertThat(
            value(
                "select distinct relowner::regrole::text from pg_class"
                    + " where relnamespace = 'public'::regnamespace"))
        .isEqualTo(DatabaseRoles.OWNER);
  }

  @Test
  void isReady() {
    get("/q/health/ready").then().statusCode(200);
  }

  private String value(final String query) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
