package io.confab.problem;

import java.time.Instant;
import java.util.Optional;

/**
 * A place in a list that shows the newest entry first: everything made before this moment, or at it
 * with a smaller id.
 *
 * @param before entries made earlier than this come next
 * @param id among those made exactly then, smaller ids come next
 */
public record NewestFirst(Instant before, String id) {
  private static final Instant TOP = Instant.parse("9999-01-01T00:00:00Z");

  /** The place behind the last entry seen; the top of the list if nothing was seen. */
  public static NewestFirst after(final Optional<String> sortKey) {
    return sortKey.map(NewestFirst::parse).orElse(new NewestFirst(TOP, ""));
  }

  /** The sort key of an entry. Its time must be stored in whole milliseconds. */
  public static String sortKey(final Instant createdAt, final String id) {
    return createdAt.toEpochMilli() + ":" + id;
  }

  private static NewestFirst parse(final String sortKey) {
    final int colon = sortKey.indexOf(':');
    try {
      return new NewestFirst(
          Instant.ofEpochMilli(Long.parseLong(sortKey.substring(0, Math.max(0, colon)))),
          sortKey.substring(colon + 1));
    } catch (final NumberFormatException notOurs) {
      throw PageQuery.badCursor();
    }
  }
}
