package io.confab.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.eclipse.microprofile.openapi.models.tags.Tag;

/**
 * Completes {@code openapi/rest.yaml} with what holds for every operation: who may call, the
 * headers of answers, how failures look. A resource describes only what is its own.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class RestContract implements OASFilter {
  private static final String SCHEME = "key";
  private static final String PROBLEM = "Problem";
  private static final List<String> PUBLIC = List.of("/v1/", "/.well-known/");
  private static final String SCHEMAS = "#/components/schemas/";

  /** What mints afresh each time: an old one is worth less than a new one. */
  private static final Set<String> UNREPEATED =
      Set.of("createToken", "createGuestToken", "createTurnCredentials", "createStartLink");

  private static final String ABOUT =
      """
      Rooms, tokens and keys of Confab over HTTP. Send `Authorization: Bearer <secret key>`; the operator sends the \
      operator key, and names the tenant in `Confab-Tenant` where one is meant.

      Fields are camelCase, times are RFC 3339 in UTC with milliseconds. Unknown fields of a request are refused with \
      their path; unknown fields of an answer are to be ignored. Lists are `{data, nextCursor}`. Failures are \
      problems (RFC 9457) with a stable `code`.\
      """;

  @Override
  public void filterOpenAPI(final OpenAPI contract) {
    contract.setInfo(
        OASFactory.createInfo().title("Confab REST API").version("1").description(ABOUT));
    contract.setServers(null);
    contract.getComponents().addSecurityScheme(SCHEME, scheme());
    contract.setSecurity(
        List.of(OASFactory.createSecurityRequirement().addScheme(SCHEME, List.of())));
    final Map<String, PathItem> paths = new TreeMap<>();
    contract
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) -> {
              if (PUBLIC.stream().anyMatch(path::startsWith)) {
                item.getOperations().values().forEach(RestContract::complete);
                paths.put(path, item);
              }
            });
    contract.getPaths().setPathItems(new LinkedHashMap<>(paths));
    final Map<String, String> renamed = new TreeMap<>();
    contract.getComponents().setSchemas(schemas(contract.getComponents().getSchemas(), renamed));
    rename(paths.values(), renamed);
    if (contract.getTags() != null) {
      contract.setTags(
          contract.getTags().stream().sorted(Comparator.comparing(Tag::getName)).toList());
    }
  }

  /** A reference says it all: what the scanner adds beside it would only contradict. */
  @Override
  public Schema filterSchema(final Schema schema) {
    if (schema.getRef() != null) {
      schema.setType(null);
      schema.setFormat(null);
      schema.setExamples(null);
    }
    return schema;
  }

  /** The schemas by name. A page of things is named after them, not after the Java type. */
  private static Map<String, Schema> schemas(
      final Map<String, Schema> found, final Map<String, String> renamed) {
    final Map<String, Schema> schemas = new TreeMap<>();
    found.forEach(
        (name, schema) -> {
          final Map<String, Schema> fields =
              Optional.ofNullable(schema.getProperties()).orElse(Map.of());
          if (fields.keySet().equals(Set.of("data", "nextCursor"))) {
            final String page = pageOf(fields.get("data").getItems().getRef());
            renamed.put(SCHEMAS + name, SCHEMAS + page);
            schemas.put(page, schema);
          } else {
            schemas.put(name, schema);
          }
        });
    return new LinkedHashMap<>(schemas);
  }

  private static String pageOf(final String item) {
    return item.substring(SCHEMAS.length()).replaceFirst("View$", "") + "Page";
  }

  private static void rename(final Collection<PathItem> paths, final Map<String, String> renamed) {
    paths.stream()
        .flatMap(item -> item.getOperations().values().stream())
        .flatMap(operation -> operation.getResponses().getAPIResponses().values().stream())
        .filter(response -> response.getContent() != null)
        .flatMap(response -> response.getContent().getMediaTypes().values().stream())
        .map(MediaType::getSchema)
        .filter(schema -> schema != null && schema.getRef() != null)
        .filter(schema -> renamed.containsKey(schema.getRef()))
        .forEach(schema -> schema.setRef(renamed.get(schema.getRef())));
  }

  private static void complete(final Operation operation) {
    operation
        .getResponses()
        .setDefaultValue(
            OASFactory.createAPIResponse()
                .description("A problem: branch on its code")
                .content(
                    OASFactory.createContent()
                        .addMediaType(
                            Problem.MEDIA_TYPE,
                            OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(PROBLEM)))));
    for (final String alien : List.of("400", "401", "403", "404", "500")) {
      final APIResponse generated = operation.getResponses().getAPIResponse(alien);
      if (generated != null && generated.getContent() == null) {
        operation.getResponses().removeAPIResponse(alien);
      }
    }
    if (operation.getOperationId().matches("(create|send).*")
        && !UNREPEATED.contains(operation.getOperationId())) {
      operation.addParameter(idempotencyKey());
    }
    if (operation.getParameters() != null) {
      operation.getParameters().forEach(RestContract::describe);
    }
  }

  /** The parameters of every list, described once. */
  private static void describe(final Parameter parameter) {
    if (parameter.getDescription() != null) {
      return;
    }
    switch (parameter.getName()) {
      case "limit" -> {
        parameter.setDescription(
            "Entries of a page, %d unless set".formatted(PageQuery.DEFAULT_LIMIT));
        parameter.setSchema(
            OASFactory.createSchema()
                .addType(Schema.SchemaType.INTEGER)
                .minimum(BigDecimal.ONE)
                .maximum(BigDecimal.valueOf(PageQuery.MAX_LIMIT)));
      }
      case "cursor" -> parameter.setDescription("The nextCursor of the page before");
      default -> {}
    }
  }

  private static Parameter idempotencyKey() {
    return OASFactory.createParameter()
        .name("Idempotency-Key")
        .in(Parameter.In.HEADER)
        .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING).maxLength(255))
        .description("A repeated request with the same key gets the first one's answer, for a day");
  }

  private static SecurityScheme scheme() {
    return OASFactory.createSecurityScheme()
        .type(SecurityScheme.Type.HTTP)
        .scheme("bearer")
        .description(
            "A secret API key (cfb_sk_…) with the scope that the operation names; of the operator, the operator key");
  }
}
