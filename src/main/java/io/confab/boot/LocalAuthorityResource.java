package io.confab.boot;

import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/** How a device of the network comes to trust {@code ./run --tls}. Not part of the public API. */
@Path(LocalAuthorityResource.PATH)
final class LocalAuthorityResource {
  static final String PATH = "/local-authority";

  private final PhoneAccess phones;

  LocalAuthorityResource(final PhoneAccess phones) {
    this.phones = phones;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public String guide(@Context final UriInfo request) {
    certificate();
    try (InputStream page = getClass().getResourceAsStream("/local-authority.html")) {
      return new String(page.readAllBytes(), StandardCharsets.UTF_8)
          .replace("{call}", phones.secure(request.getRequestUri().getHost()).toString());
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @GET
  @Path("confab.crt")
  @Operation(hidden = true)
  public RestResponse<byte[]> certificateFile() throws IOException {
    return RestResponse.ResponseBuilder.ok(Files.readAllBytes(certificate()))
        .type("application/x-x509-ca-cert")
        .header("Content-Disposition", "attachment; filename=confab-local-authority.crt")
        .build();
  }

  private java.nio.file.Path certificate() {
    return phones
        .certificate()
        .orElseThrow(
            () -> new ApiException(ErrorCode.NOT_FOUND, "Confab runs without ./run --tls."));
  }
}
