package io.confab.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One page of a list.
 *
 * @param data the entries, at most as many as asked for
 * @param nextCursor what to send as {@code cursor} for the next page; {@code null} on the last one
 */
public record Page<T>(
    List<T> data,
    @JsonInclude(JsonInclude.Include.ALWAYS)
        @Schema(
            nullable = true,
            description = "Send it as cursor for the next page; null on the last")
        String nextCursor) {

  /**
   * Cuts a page from a query that asked for one row more than the page holds.
   *
   * @param rows what the query found, at most {@code limit + 1}
   * @param sortKey the value by which a row's place in the list is found again
   */
  public static <T> Page<T> of(
      final List<T> rows, final int limit, final Function<T, String> sortKey) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    final List<T> data = List.copyOf(rows.subList(0, limit));
    return new Page<>(data, PageQuery.cursorAfter(sortKey.apply(data.getLast())));
  }

  /** The same page in another shape. */
  public <R> Page<R> map(final Function<T, R> shape) {
    return new Page<>(data.stream().map(shape).toList(), nextCursor);
  }
}
