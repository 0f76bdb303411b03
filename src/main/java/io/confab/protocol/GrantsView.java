package io.confab.protocol;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What the receiver itself may do in a room.
 *
 * @param publish kinds it may publish: {@code audio}, {@code video}, {@code screen}
 * @param subscribe whether it may receive the tracks of others
 * @param chat whether it may write messages
 * @param data whether it may send data
 * @param call whether it may ring others
 * @param moderate whether it may remove, mute and ban
 * @param history whether it reads the log from before its own join
 * @param create whether it may create the rooms it joins
 * @param hidden whether others do not see it
 */
@RegisterForReflection
public record GrantsView(
    List<String> publish,
    boolean subscribe,
    boolean chat,
    boolean data,
    boolean call,
    boolean moderate,
    boolean history,
    boolean create,
    boolean hidden) {

  public GrantsView {
    publish = List.copyOf(publish);
  }

  /** The part that others see. */
  public ParticipantView.Grants visible() {
    return new ParticipantView.Grants(publish, data, chat);
  }
}
