package io.confab.boot;

import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * What the page {@code /phone} links to, so that a device of the network comes to trust {@code
 * ./run --tls}. Not part of the public API.
 */
@Path("/local-authority")
final class LocalAuthorityResource {
  private final PhoneAccess phones;

  LocalAuthorityResource(final PhoneAccess phones) {
    this.phones = phones;
  }

  @GET
  @Path("confab.crt")
  @Operation(hidden = true)
  public RestResponse<byte[]> certificate() throws IOException {
    return RestResponse.ResponseBuilder.ok(Files.readAllBytes(requireCertificate()))
        .type("application/x-x509-ca-cert")
        .header("Content-Disposition", "attachment; filename=confab-local-authority.crt")
        .build();
  }

  @GET
  @Path("call")
  @Operation(hidden = true)
  public RestResponse<Void> call(@Context final UriInfo request) {
    requireCertificate();
    return RestResponse.seeOther(
        phones.secure(Objects.requireNonNullElse(request.getRequestUri().getHost(), "")));
  }

  private java.nio.file.Path requireCertificate() {
    return phones
        .certificate()
        .orElseThrow(
            () -> new ApiException(ErrorCode.NOT_FOUND, "Confab runs without ./run --tls."));
  }
}
