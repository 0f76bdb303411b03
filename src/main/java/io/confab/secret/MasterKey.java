package io.confab.secret;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The key of which every other deployment secret is a child.
 *
 * <p>It never encrypts anything itself: {@link #derive} gives each purpose a key of its own
 * (HKDF-SHA-256, RFC 5869), so a box sealed for one purpose cannot be opened as another.
 */
@Singleton
public final class MasterKey {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final byte FORMAT = 1;

  private final byte[] key;
  private final SecureRandom random = new SecureRandom();

  @Inject
  MasterKey(@ConfigProperty(name = "confab.master-key") final Optional<String> encoded) {
    this.key = ConfiguredSecret.decode("confab.master-key", encoded, KEY_BYTES);
  }

  /**
   * Derives a 32-byte key.
   *
   * @param purpose a constant of the calling feature, such as {@code "resume-ticket"}
   */
  byte[] derive(final String purpose) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addIKM(key)
                  .thenExpand(utf8("confab/v1/" + purpose), KEY_BYTES));
    } catch (final GeneralSecurityException impossible) {
      throw new IllegalStateException("This Java lacks HKDF-SHA256", impossible);
    }
  }

  /** Hashes under the key of this purpose. */
  public KeyedHash hashFor(final String purpose) {
    return new KeyedHash(derive(purpose));
  }

  /**
   * Encrypts with AES-256-GCM: format byte, nonce, ciphertext and tag.
   *
   * @param purpose names the derived key
   * @param context what the box belongs to (a row's key): it must be given again to open it, so
   *     that a box moved to another row does not open
   */
  public byte[] seal(final String purpose, final String context, final byte[] plain) {
    final byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      final Cipher cipher = cipher(Cipher.ENCRYPT_MODE, purpose, context, nonce);
      final byte[] sealed = cipher.doFinal(plain);
      return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
          .put(FORMAT)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (final GeneralSecurityException impossible) {
      throw new IllegalStateException("AES-GCM refused to seal", impossible);
    }
  }

  /**
   * Opens what {@link #seal} made.
   *
   * @throws SealBroken if the box was made with another master key, purpose or context, or was
   *     altered
   */
  public byte[] open(final String purpose, final String context, final byte[] sealed) {
    if (sealed.length < 1 + NONCE_BYTES + TAG_BITS / Byte.SIZE || sealed[0] != FORMAT) {
      throw new SealBroken(purpose, null);
    }
    final byte[] nonce = new byte[NONCE_BYTES];
    System.arraycopy(sealed, 1, nonce, 0, NONCE_BYTES);
    final int start = 1 + NONCE_BYTES;
    try {
      return cipher(Cipher.DECRYPT_MODE, purpose, context, nonce)
          .doFinal(sealed, start, sealed.length - start);
    } catch (final AEADBadTagException altered) {
      throw new SealBroken(purpose, altered);
    } catch (final GeneralSecurityException impossible) {
      throw new IllegalStateException("AES-GCM refused to open", impossible);
    }
  }

  private Cipher cipher(
      final int mode, final String purpose, final String context, final byte[] nonce)
      throws GeneralSecurityException {
    final Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    final SecretKeySpec derived = new SecretKeySpec(derive("seal/" + purpose), "AES");
    cipher.init(mode, derived, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(new byte[] {FORMAT});
    cipher.updateAAD(utf8(context));
    return cipher;
  }

  private static byte[] utf8(final String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "MasterKey[…]";
  }
}
