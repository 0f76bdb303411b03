package io.confab.console;

import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Tells the page at {@code /} which key its call may use. */
@Path("/demo/config.json")
@Produces(MediaType.APPLICATION_JSON)
final class DemoResource {
  private final Demo demo;

  DemoResource(final Demo demo) {
    this.demo = demo;
  }

  record DemoView(String publishableKey, String room) {}

  @GET
  @Operation(hidden = true)
  public DemoView get() {
    return demo.publishableKey()
        .map(key -> new DemoView(key, "demo-{random}"))
        .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "This server has no demo."));
  }
}
