package io.confab.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MasterKeyTest {
  private static final byte[] PLAIN = "the private half".getBytes(StandardCharsets.UTF_8);

  private final MasterKey key = keyOf(1);

  @Test
  void shouldOpenWhatItSealed() {
    final byte[] sealed = key.seal("service-key", "svc_1", PLAIN);

    assertThat(key.open("service-key", "svc_1", sealed)).isEqualTo(PLAIN);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("private");
  }

  @Test
  void shouldSealTheSameValueDifferentlyEachTime() {
    assertThat(key.seal("p", "c", PLAIN)).isNotEqualTo(key.seal("p", "c", PLAIN));
  }

  @Test
  void shouldRefuseAnotherPurposeContextKeyOrAlteredByte() {
    final byte[] sealed = key.seal("p", "row-1", PLAIN);
    final byte[] altered = sealed.clone();
    altered[altered.length - 1] ^= 1;

    assertThatThrownBy(() -> key.open("q", "row-1", sealed)).isInstanceOf(SealBroken.class);
    assertThatThrownBy(() -> key.open("p", "row-2", sealed)).isInstanceOf(SealBroken.class);
    assertThatThrownBy(() -> keyOf(2).open("p", "row-1", sealed)).isInstanceOf(SealBroken.class);
    assertThatThrownBy(() -> key.open("p", "row-1", altered)).isInstanceOf(SealBroken.class);
    assertThatThrownBy(() -> key.open("p", "row-1", new byte[3])).isInstanceOf(SealBroken.class);
  }

  @Test
  void shouldDeriveAStableKeyPerPurpose() {
    assertThat(key.derive("a")).hasSize(32).isEqualTo(keyOf(1).derive("a"));
    assertThat(key.derive("a")).isNotEqualTo(key.derive("b")).isNotEqualTo(keyOf(2).derive("a"));
  }

  @Test
  void shouldNameTheSettingAndTheRemedyButNeverTheValue() {
    assertThatThrownBy(() -> new MasterKey(Optional.empty()))
        .hasMessageContaining("confab.master-key is not set")
        .hasMessageContaining("openssl rand -base64 32");
    assertThatThrownBy(() -> new MasterKey(Optional.of("not base64!")))
        .hasMessageContaining("not Base64")
        .hasMessageNotContaining("not base64!");
    assertThatThrownBy(() -> new MasterKey(Optional.of("c2hvcnQ=")))
        .hasMessageContaining("holds 5 bytes, 32 are needed")
        .hasMessageNotContaining("c2hvcnQ=");
    assertThat(key).hasToString("MasterKey[…]");
  }

  @Test
  void shouldMatchOnlyTheHashedSecret() {
    final Pepper pepper = new Pepper(Optional.of(encoded(7)));
    final byte[] stored = pepper.hash("secret");

    assertThat(pepper.matches("secret", stored)).isTrue();
    assertThat(pepper.matches("Secret", stored)).isFalse();
    assertThat(new Pepper(Optional.of(encoded(8))).matches("secret", stored)).isFalse();
  }

  private static MasterKey keyOf(final int fill) {
    return new MasterKey(Optional.of(encoded(fill)));
  }

  private static String encoded(final int fill) {
    final byte[] bytes = new byte[32];
    java.util.Arrays.fill(bytes, (byte) fill);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
