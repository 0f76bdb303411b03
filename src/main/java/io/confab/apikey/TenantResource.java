package io.confab.apikey;

import io.confab.id.TenantId;
import io.confab.problem.ApiException;
import io.confab.problem.EntityVersion;
import io.confab.problem.NewestFirst;
import io.confab.problem.Page;
import io.confab.problem.PageQuery;
import io.confab.problem.Versioned;
import io.confab.protocol.ErrorCode;
import io.confab.tenant.Tenant;
import io.confab.tenant.Tenants;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The operator's list of tenants. */
@Path("/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Tenants", description = "The isolation boundaries of this server. Operator only.")
final class TenantResource {
  private final Caller caller;
  private final Tenants tenants;
  private final InstantSource clock;

  TenantResource(final Caller caller, final Tenants tenants, final InstantSource clock) {
    this.caller = caller;
    this.tenants = tenants;
    this.clock = clock;
  }

  @Schema(description = "A tenant to make")
  record NewTenant(
      @NotBlank @Size(max = 128) @Schema(description = "What people call it") String name,
      @Schema(description = "A playground rather than a live site") boolean development) {}

  @Schema(description = "Changes to a tenant; fields left out stay as they are")
  record TenantPatch(
      @Size(min = 1, max = 128) String name,
      @Schema(description = "true refuses every key and token of the tenant within five seconds")
          Boolean suspended) {}

  @Schema(name = "Tenant", description = "A tenant")
  record TenantView(
      @Schema(implementation = String.class, examples = "ten_7rC2nQ0mX4bYt9LwKzE1aU") TenantId id,
      String name,
      boolean development,
      boolean suspended,
      @Schema(implementation = Instant.class) Optional<Instant> suspendedAt,
      Instant createdAt,
      Instant updatedAt) {
    static TenantView of(final Tenant tenant) {
      return new TenantView(
          tenant.id(),
          tenant.name(),
          tenant.development(),
          tenant.suspended(),
          tenant.suspendedAt(),
          tenant.createdAt(),
          tenant.updatedAt());
    }
  }

  @POST
  @Idempotent
  @Operation(operationId = "createTenant", summary = "Make a tenant")
  @APIResponseSchema(
      value = TenantView.class,
      responseCode = "201",
      responseDescription = "Made; Location is its address")
  public RestResponse<TenantView> create(@NotNull @Valid final NewTenant wanted) {
    caller.requireOperator();
    final Tenant tenant = tenants.create(wanted.name(), wanted.development());
    return versioned(tenant).madeAt("/v1/tenants/" + tenant.id());
  }

  @GET
  @Operation(operationId = "listTenants", summary = "List tenants, the newest first")
  public Page<TenantView> list(
      @QueryParam("limit") final String limit, @QueryParam("cursor") final String cursor) {
    caller.requireOperator();
    final PageQuery page = PageQuery.of(limit, cursor);
    return Page.of(
            tenants.list(page),
            page.limit(),
            tenant -> NewestFirst.sortKey(tenant.createdAt(), tenant.id().value()))
        .map(TenantView::of);
  }

  @GET
  @Path("{tenant}")
  @Operation(operationId = "getTenant", summary = "Read a tenant")
  public RestResponse<TenantView> get(@PathParam("tenant") final TenantId id) {
    caller.requireOperator();
    return versioned(tenants.find(id).orElseThrow(() -> missing(id))).answer();
  }

  @PATCH
  @Path("{tenant}")
  @Operation(operationId = "updateTenant", summary = "Rename, suspend or resume a tenant")
  public RestResponse<TenantView> change(
      @PathParam("tenant") final TenantId id,
      @Parameter(
              description =
                  "The ETag that you read; the change is refused if the tenant changed since")
          @HeaderParam(HttpHeaders.IF_MATCH)
          final String ifMatch,
      @NotNull @Valid final TenantPatch patch) {
    caller.requireOperatorKey();
    final Optional<Tenant> tenant =
        tenants.change(
            id,
            current -> {
              EntityVersion.require(ifMatch, current.version());
              return changed(current, patch);
            });
    return versioned(tenant.orElseThrow(() -> missing(id))).answer();
  }

  private Tenant changed(final Tenant current, final TenantPatch patch) {
    final Optional<Instant> suspendedAt =
        switch (patch.suspended()) {
          case null -> current.suspendedAt();
          case Boolean suspended when suspended ->
              current
                  .suspendedAt()
                  .or(() -> Optional.of(clock.instant().truncatedTo(ChronoUnit.MILLIS)));
          default -> Optional.empty();
        };
    return new Tenant(
        current.id(),
        patch.name() == null ? current.name() : patch.name(),
        current.development(),
        suspendedAt,
        current.version(),
        current.createdAt(),
        current.updatedAt());
  }

  private static Versioned<TenantView> versioned(final Tenant tenant) {
    return new Versioned<>(TenantView.of(tenant), tenant.version());
  }

  private static ApiException missing(final TenantId id) {
    return new ApiException(ErrorCode.NOT_FOUND, "There is no tenant %s.".formatted(id));
  }
}
