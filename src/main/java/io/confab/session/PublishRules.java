package io.confab.session;

import io.confab.limit.Limits;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.GrantsView;
import io.confab.protocol.TrackView;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a participant may show: by the {@code publish} grant, and by how many publishers a room can
 * carry, since in a mesh each sends to all others.
 */
final class PublishRules {
  private PublishRules() {}

  /** Refuses tracks of a kind that the grants do not name, with {@code forbidden}. */
  static void require(final GrantsView grants, final List<TrackView> tracks) {
    for (final TrackView track : tracks) {
      if (!permits(grants, track)) {
        throw new ApiException(
            ErrorCode.FORBIDDEN,
            "The token does not grant publishing %s here.".formatted(kind(track)));
      }
    }
  }

  static boolean permits(final GrantsView grants, final TrackView track) {
    return grants.publish().contains(kind(track));
  }

  /** Refuses tracks for which the room has no place any more, with {@code publishers_full}. */
  static void requirePlaces(
      final Member publisher,
      final List<TrackView> tracks,
      final Collection<Member> members,
      final Limits limits) {
    if (placed(publisher, tracks, members, limits).size() < tracks.size()) {
      throw new ApiException(ErrorCode.PUBLISHERS_FULL, ErrorCode.PUBLISHERS_FULL.text());
    }
  }

  /** The tracks for which the room has places; who publishes a kind already keeps its own. */
  static List<TrackView> placed(
      final Member publisher,
      final List<TrackView> tracks,
      final Collection<Member> members,
      final Limits limits) {
    final boolean sound =
        hasPlace(publisher, members, PublishRules::isSound, limits.audioPublishers());
    final boolean picture =
        hasPlace(publisher, members, track -> !isSound(track), limits.videoPublishers());
    return tracks.stream().filter(track -> isSound(track) ? sound : picture).toList();
  }

  private static boolean hasPlace(
      final Member publisher,
      final Collection<Member> members,
      final Predicate<TrackView> kind,
      final int most) {
    return publisher.tracks().stream().anyMatch(kind)
        || members.stream()
                .filter(
                    member ->
                        !member.id.equals(publisher.id) && member.tracks().stream().anyMatch(kind))
                .count()
            < most;
  }

  private static boolean isSound(final TrackView track) {
    return switch (track.source()) {
      case MICROPHONE, AUDIO, SCREEN_AUDIO -> true;
      case CAMERA, VIDEO, SCREEN -> false;
    };
  }

  /** The name of a track's kind in the {@code publish} grant. */
  private static String kind(final TrackView track) {
    return switch (track.source()) {
      case MICROPHONE, AUDIO -> "audio";
      case CAMERA, VIDEO -> "video";
      case SCREEN, SCREEN_AUDIO -> "screen";
    };
  }
}
