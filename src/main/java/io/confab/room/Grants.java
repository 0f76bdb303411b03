package io.confab.room;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.protocol.GrantsView;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a token permits, as it is written: each field left out takes its default. {@link GrantsView}
 * is the outcome.
 *
 * @param publish kinds of media it may publish; all three unless said
 * @param subscribe whether it may receive the media of others; unless said, yes
 * @param chat whether it may write messages; unless said, yes
 * @param data whether it may send data; unless said, yes
 * @param call whether it may ring others; unless said, yes
 * @param moderate whether it may remove, mute and ban; unless said, no
 * @param history whether it reads the log from before its own join; unless said, no
 * @param create whether its joins create rooms; unless said, no
 * @param hidden whether others do not see it; unless said, no
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "What the token permits; fields left out take their defaults")
public record Grants(
    @Schema(
            description = "Kinds of media it may publish (all three)",
            examples = "[\"audio\", \"video\", \"screen\"]")
        List<String> publish,
    @Schema(description = "Receive the media of others (true)") Boolean subscribe,
    @Schema(description = "Write messages (true)") Boolean chat,
    @Schema(description = "Send data (true)") Boolean data,
    @Schema(description = "Ring others (true)") Boolean call,
    @Schema(description = "Remove, mute and ban (false)") Boolean moderate,
    @Schema(description = "Read the log from before the own join (false)") Boolean history,
    @Schema(description = "Create rooms by joining them (false)") Boolean create,
    @Schema(description = "Be unseen by others (false)") Boolean hidden) {

  /** A plain member: every default. */
  public static final Grants MEMBER =
      new Grants(null, null, null, null, null, null, null, null, null);

  /**
   * A guest of a publishable key: a member who rings nobody. The key's rules say which rooms it
   * creates.
   */
  static final Grants GUEST = new Grants(null, null, null, null, false, null, null, null, null);

  private static final List<String> KINDS = List.of("audio", "video", "screen");

  /** Refuses kinds of media that do not exist with {@link IllegalArgumentException}. */
  public Grants {
    if (publish != null) {
      if (!KINDS.containsAll(publish)) {
        throw new IllegalArgumentException("publish lists audio, video and screen");
      }
      publish = KINDS.stream().filter(publish::contains).toList();
    }
  }

  /** The grants that a verified token had, written out in full. */
  static Grants of(final GrantsView view) {
    return new Grants(
        view.publish(),
        view.subscribe(),
        view.chat(),
        view.data(),
        view.call(),
        view.moderate(),
        view.history(),
        view.create(),
        view.hidden());
  }

  /** What holds, with the defaults filled in. */
  public GrantsView effective() {
    return new GrantsView(
        Optional.ofNullable(publish).orElse(KINDS),
        orElse(subscribe, true),
        orElse(chat, true),
        orElse(data, true),
        orElse(call, true),
        orElse(moderate, false),
        orElse(history, false),
        orElse(create, false),
        orElse(hidden, false));
  }

  private static boolean orElse(final Boolean said, final boolean fallback) {
    return said == null ? fallback : said;
  }
}
