package io.confab.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownTest {
  private final Map<String, String> database = new HashMap<>(Map.of("a", "1", "b", "2"));
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");
  private int reads;
  private boolean away;
  private Runnable afterReading = () -> {};

  private final Known<String, String> known = new Known<>(2, (InstantSource) () -> now, this::read);

  @Test
  void shouldReadOnceAndAnswerFromMemory() {
    known.get("a");

    assertThat(known.get("a")).contains("1");
    assertThat(known.peek("b")).isEmpty();
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void shouldSeeChangesAndRemovalsWithTheNextRefresh() {
    known.get("a");
    known.get("b");
    database.put("a", "changed");
    database.remove("b");

    known.refresh();

    assertThat(known.peek("a")).contains("changed");
    assertThat(known.peek("b")).isEmpty();
  }

  @Test
  void shouldKeepWhatItKnowsWhileTheDatabaseIsAway() {
    known.get("a");
    away = true;

    assertThatThrownBy(known::refresh).isInstanceOf(IllegalStateException.class);

    assertThat(known.get("a")).contains("1");
  }

  @Test
  void shouldForgetAtOnceWhatChangedHere() {
    known.get("a");
    database.put("a", "changed");

    known.forget("a");

    assertThat(known.get("a")).contains("changed");
  }

  @Test
  void shouldNotKeepWhatWasReadBeforeItWasForgotten() {
    afterReading = () -> change("a", "revoked");

    assertThat(known.get("a")).contains("1");

    assertThat(known.peek("a")).isEmpty();
    assertThat(known.get("a")).contains("revoked");
  }

  @Test
  void shouldNotRefreshARowWithWhatWasReadBeforeItWasForgotten() {
    known.get("a");
    afterReading =
        () -> {
          change("a", "revoked");
          known.get("a");
        };

    known.refresh();

    assertThat(known.peek("a")).contains("revoked");
  }

  @Test
  void shouldNotRememberWhatIsNotThere() {
    assertThat(known.get("none")).isEmpty();
    database.put("none", "now there");

    assertThat(known.get("none")).contains("now there");
  }

  @Test
  void shouldDropTheOneLongestUnusedAndWhoeverIsIdle() {
    database.put("c", "3");
    known.get("a");
    known.get("b");
    known.get("a");
    known.get("c");
    assertThat(known.peek("b")).isEmpty();

    now = now.plus(Duration.ofHours(1));
    known.refresh();

    assertThat(known.peek("a")).isEmpty();
  }

  private Map<String, String> read(final Collection<String> keys) {
    if (away) {
      throw new IllegalStateException("away");
    }
    reads++;
    final Map<String, String> found = new HashMap<>(database);
    found.keySet().retainAll(keys);
    final Runnable once = afterReading;
    afterReading = () -> {};
    once.run();
    return found;
  }

  private void change(final String key, final String value) {
    database.put(key, value);
    known.forget(key);
  }
}
