package io.confab.session;

import io.confab.event.Cursor;
import io.confab.event.RoomEvent;
import io.confab.id.RoomId;
import io.confab.protocol.MessageCodec;
import io.confab.protocol.ServerMessage;
import java.util.Collection;

/**
 * Hands entries of one room's log to members: to each exactly the entry after its last one, and in
 * place of a run it may not see one {@code skip}. Guarded by the room's lock.
 */
final class EventDelivery {
  private final RoomId room;
  private final long epoch;
  private final MessageCodec codec;
  private long head;

  EventDelivery(final RoomId room, final long epoch, final long head, final MessageCodec codec) {
    this.room = room;
    this.epoch = epoch;
    this.head = head;
    this.codec = codec;
  }

  String cursor(final long seq) {
    return new Cursor(room, epoch, seq).text();
  }

  long epoch() {
    return epoch;
  }

  /** The last entry that arrived. */
  long head() {
    return head;
  }

  /** Takes the next entry of the log and hands it on. */
  void arrive(final RoomEvent event, final Collection<Member> members) {
    head = event.seq();
    deliver(event, members);
  }

  void deliver(final RoomEvent event, final Collection<Member> members) {
    Frame frame = null;
    for (final Member member : members) {
      if (member.position != event.seq() - 1) {
        continue;
      }
      member.position = event.seq();
      if (Visibility.permits(member.grants(), event.type())) {
        tellUnseen(member);
        frame = frame == null ? encode(event) : frame;
        member.send(frame);
      } else {
        member.unseen = event.seq();
      }
    }
  }

  /** Tells a member how far the entries reach that it was not shown. */
  void tellUnseen(final Member member) {
    if (member.unseen > 0) {
      member.send(new ServerMessage.Skip(room, member.unseen, cursor(member.unseen)));
      member.unseen = 0;
    }
  }

  private Frame encode(final RoomEvent event) {
    return Frame.of(codec.encode(new ServerMessage.Event(cursor(event.seq()), event.view())));
  }
}
