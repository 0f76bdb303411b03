package io.confab.room;

import io.confab.id.RoomId;
import io.confab.problem.NewestFirst;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Queries on the rows of rooms, for {@link Rooms} within its transactions. */
@Singleton
class RoomRows implements PanacheRepositoryBase<RoomRow, String> {
  /** Anything else cannot exist, and U+0000 would not even reach PostgreSQL. */
  private static final Pattern NAME_OR_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** By id or name: a name never begins like an id. */
  Optional<RoomRow> find(final String nameOrId) {
    if (!NAME_OR_ID.matcher(nameOrId).matches()) {
      return Optional.empty();
    }
    final String field = nameOrId.startsWith(RoomId.PREFIX) ? "id" : "name";
    return find(field, nameOrId).firstResultOptional();
  }

  List<RoomRow> list(final NewestFirst place, final int limit) {
    return find(
            "createdAt < ?1 or (createdAt = ?1 and id < ?2)",
            Sort.by("createdAt", "id").descending(),
            place.before(),
            place.id())
        .page(0, limit)
        .list();
  }
}
