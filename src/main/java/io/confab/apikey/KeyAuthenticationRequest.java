package io.confab.apikey;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** The text of a bearer credential, not judged yet. */
final class KeyAuthenticationRequest extends BaseAuthenticationRequest {
  private final String text;

  KeyAuthenticationRequest(final String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
