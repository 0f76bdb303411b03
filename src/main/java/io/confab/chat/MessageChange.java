package io.confab.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import java.util.function.BinaryOperator;

/**
 * Changes to the stored payload of a message. Each takes its author and the payload, and gives the
 * new payload or refuses. Fields that this version does not know stay as they are.
 */
final class MessageChange {
  /** Refuses an append because there is nothing left to do: for the caller, a success. */
  static final ApiException UNCHANGED =
      new ApiException(ErrorCode.CONFLICT, "The message is so already.");

  /** Different reactions to one message. */
  static final int MAX_REACTIONS = 32;

  /** Identities that react with the same. */
  static final int MAX_IDENTITIES = 256;

  /** All of a message's reactions together, in characters: they go wherever the message goes. */
  static final int MAX_REACTION_CHARS = 16 * 1024;

  private MessageChange() {}

  static BinaryOperator<String> edit(
      final Editor editor, final String text, final String editedAt) {
    return (author, payload) -> {
      final ObjectNode message = editable(editor, author, payload);
      if (message.path("text").asText().equals(text)) {
        throw UNCHANGED;
      }
      return message.put("text", text).put("editedAt", editedAt).toString();
    };
  }

  /** Takes away what was said; who said it, and when, stays. */
  static BinaryOperator<String> delete(final Editor editor) {
    return (author, payload) -> {
      final ObjectNode message = MessageJson.tree(payload);
      requireRight(editor, author);
      if (isDeleted(message)) {
        throw UNCHANGED;
      }
      message.remove("reactions");
      message.remove("editedAt");
      message.putObject("attributes");
      return message.put("text", "").put("deleted", true).toString();
    };
  }

  static BinaryOperator<String> react(
      final String identity, final String reaction, final boolean removed) {
    return (author, payload) -> {
      final ObjectNode message = present(payload);
      final ObjectNode reactions = message.withObjectProperty("reactions");
      final ArrayNode who = reactions.withArrayProperty(reaction);
      final int place = indexOf(who, identity);
      if ((place < 0) == removed) {
        throw UNCHANGED;
      }
      if (removed) {
        who.remove(place);
      } else {
        requireSpace(reactions, who);
        who.add(identity);
        requireFit(reactions);
      }
      if (who.isEmpty()) {
        reactions.remove(reaction);
      }
      if (reactions.isEmpty()) {
        message.remove("reactions");
      }
      return message.toString();
    };
  }

  private static ObjectNode editable(
      final Editor editor, final String author, final String payload) {
    final ObjectNode message = present(payload);
    requireRight(editor, author);
    return message;
  }

  private static ObjectNode present(final String payload) {
    final ObjectNode message = MessageJson.tree(payload);
    if (isDeleted(message)) {
      throw new ApiException(ErrorCode.MESSAGE_NOT_FOUND, "The message has been deleted.");
    }
    return message;
  }

  private static void requireRight(final Editor editor, final String author) {
    if (!editor.anyMessage() && !editor.identity().equals(author)) {
      throw new ApiException(ErrorCode.FORBIDDEN, "Only its author may change a message.");
    }
  }

  private static void requireSpace(final ObjectNode reactions, final ArrayNode who) {
    if (reactions.size() > MAX_REACTIONS || who.size() >= MAX_IDENTITIES) {
      throw new ApiException(
          ErrorCode.CONFLICT,
          "A message takes %d different reactions, each of %d identities."
              .formatted(MAX_REACTIONS, MAX_IDENTITIES));
    }
  }

  private static void requireFit(final ObjectNode reactions) {
    if (reactions.toString().length() > MAX_REACTION_CHARS) {
      throw new ApiException(ErrorCode.CONFLICT, "The message takes no more reactions.");
    }
  }

  private static boolean isDeleted(final ObjectNode message) {
    return message.path("deleted").asBoolean();
  }

  private static int indexOf(final ArrayNode who, final String identity) {
    for (int i = 0; i < who.size(); i++) {
      if (who.get(i).asText().equals(identity)) {
        return i;
      }
    }
    return -1;
  }
}
