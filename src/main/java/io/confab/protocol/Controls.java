package io.confab.protocol;

/** Characters that nobody sees and that no line of text, such as a name, may hold. */
public final class Controls {
  private Controls() {}

  /**
   * Whether text holds a control character, or one that reorders what stands around it (UAX #9):
   * with those a name shows as another, and takes the text behind it along. The plain marks of
   * direction (U+061C, U+200E, U+200F) reach no further than themselves and are no controls.
   */
  public static boolean in(final String text) {
    return text.chars().anyMatch(Controls::isControl);
  }

  private static boolean isControl(final int character) {
    return Character.isISOControl(character)
        || character >= 0x202A && character <= 0x202E
        || character >= 0x2066 && character <= 0x2069;
  }
}
