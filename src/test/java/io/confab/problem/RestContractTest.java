package io.confab.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The committed REST contract is the one that the service serves, and every operation is described.
 */
@QuarkusTest
class RestContractTest {
  private static final Path COMMITTED = Path.of("openapi", "rest.yaml");
  private static final String REGENERATE =
      "openapi/rest.yaml differs from what the service serves. If the change is meant, write it anew:"
          + " ./mvnw test -Dtest=RestContractTest -Dopenapi.write";
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  @Test
  void shouldServeTheCommittedContract() throws IOException {
    final String served = served();
    if (System.getProperty("openapi.write") != null) {
      Files.writeString(COMMITTED, served);
    }

    assertThat(Files.readString(COMMITTED)).as(REGENERATE).isEqualTo(served);
  }

  @Test
  void shouldDescribeEveryOperation() throws IOException {
    final JsonNode contract = new ObjectMapper(new YAMLFactory()).readTree(served());
    final List<String> ids = new ArrayList<>();
    for (final Map.Entry<String, JsonNode> path : contract.get("paths").properties()) {
      for (final Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (!METHODS.contains(operation.getKey())) {
          continue;
        }
        final String where = operation.getKey() + " " + path.getKey();
        final JsonNode described = operation.getValue();
        assertThat(described.path("operationId").asText()).as(where).matches("[a-z][A-Za-z]+");
        assertThat(described.path("summary").asText()).as(where).isNotBlank();
        assertThat(described.path("tags")).as(where).isNotEmpty();
        assertThat(described.at("/responses/default/content").has("application/problem+json"))
            .as(where)
            .isTrue();
        ids.add(described.path("operationId").asText());
      }
    }

    assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
  }

  private static String served() {
    return given().get("/openapi/rest.yaml").then().statusCode(200).extract().asString();
  }
}
