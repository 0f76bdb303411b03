package io.confab.problem;

import io.confab.protocol.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which page of a list is wanted.
 *
 * @param limit how many entries, 1 to 200
 * @param after the sort key of the last entry already seen, if any
 */
public record PageQuery(int limit, Optional<String> after) {
  /** How many entries a page holds unless the caller says otherwise. */
  public static final int DEFAULT_LIMIT = 50;

  /** The most entries a page can hold. */
  public static final int MAX_LIMIT = 200;

  /** Lists are sorted by what customers choose as well, such as identities. */
  private static final Pattern SORT_KEY = Pattern.compile("\\P{Cntrl}{1,512}");

  /**
   * Reads the query parameters {@code limit} and {@code cursor}.
   *
   * @throws ApiException {@code invalid_request} that points at the parameter
   */
  public static PageQuery of(final String limit, final String cursor) {
    return new PageQuery(limit(limit), Optional.ofNullable(cursor).map(PageQuery::sortKey));
  }

  static String cursorAfter(final String sortKey) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(sortKey.getBytes(StandardCharsets.UTF_8));
  }

  private static int limit(final String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    try {
      final int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (final NumberFormatException notANumber) {
      // Said below, as for a number out of range.
    }
    throw new ApiException(
            ErrorCode.INVALID_REQUEST,
            "limit must be a whole number from 1 to %d.".formatted(MAX_LIMIT))
        .at("limit");
  }

  private static String sortKey(final String cursor) {
    try {
      final String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (SORT_KEY.matcher(key).matches()) {
        return key;
      }
    } catch (final IllegalArgumentException notBase64) {
      // Said below, as for any other cursor that we did not make.
    }
    throw badCursor();
  }

  static ApiException badCursor() {
    return new ApiException(
            ErrorCode.INVALID_REQUEST,
            "cursor is not one that this list gave out; leave it away to begin anew.")
        .at("cursor");
  }
}
