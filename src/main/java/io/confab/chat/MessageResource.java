package io.confab.chat;

import io.confab.apikey.ApiScope;
import io.confab.apikey.Caller;
import io.confab.apikey.Idempotent;
import io.confab.event.Cursor;
import io.confab.event.EventLog;
import io.confab.event.LogHead;
import io.confab.id.MeetingId;
import io.confab.id.MessageId;
import io.confab.id.RoomId;
import io.confab.problem.ApiException;
import io.confab.problem.Page;
import io.confab.problem.PageQuery;
import io.confab.protocol.ErrorCode;
import io.confab.protocol.WireLimit;
import io.confab.room.Meetings;
import io.confab.room.Rooms;
import io.confab.room.StorableText;
import io.confab.tenant.Scope;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The chat of a room, for servers. */
@Path("/v1/rooms/{room}/messages")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Messages", description = "The chat of a room. Scopes: messages:read, messages:write.")
final class MessageResource {
  private final Caller caller;
  private final Rooms rooms;
  private final Meetings meetings;
  private final Chat chat;
  private final ChatHistory history;
  private final EventLog log;

  MessageResource(
      final Caller caller,
      final Rooms rooms,
      final Meetings meetings,
      final Chat chat,
      final ChatHistory history,
      final EventLog log) {
    this.caller = caller;
    this.rooms = rooms;
    this.meetings = meetings;
    this.chat = chat;
    this.history = history;
    this.log = log;
  }

  @Schema(name = "NewMessage", description = "A message to send")
  record Wanted(
      @Schema(description = "1 to 4,096 bytes of UTF-8") String text,
      @Schema(description = "Who it is from; \"server\" unless set") String identity,
      @Schema(description = "The name to show for the identity") String name,
      @Schema(
              description =
                  "1 to 64 characters of yours. The same identity and clientId are the same"
                      + " message, so a retry never sends twice")
          String clientId,
      @Schema(description = "Your own fields, 4,096 bytes in all") Map<String, String> attributes) {

    Author author() {
      final String from =
          identity == null
              ? Author.SERVER
              : StorableText.label("identity", identity, WireLimit.NAME_CHARS);
      return new Author(
          from,
          Optional.empty(),
          Optional.ofNullable(name)
              .map(shown -> StorableText.label("name", shown, WireLimit.NAME_CHARS)));
    }
  }

  @Schema(name = "MessagePatch", description = "A new text")
  record Patch(@Schema(description = "1 to 4,096 bytes of UTF-8") String text) {}

  @GET
  @Operation(
      operationId = "listMessages",
      summary = "List messages, the newest first",
      description = "As they are now: edited, with reactions, or empty and deleted.")
  public Page<ChatMessage> list(
      @PathParam("room") final String nameOrId,
      @QueryParam("limit") final String limit,
      @QueryParam("cursor") final String cursor) {
    final Scope scope = caller.require(ApiScope.MESSAGES_READ);
    final int size = PageQuery.of(limit, null).limit();
    final RoomId room = rooms.require(scope, nameOrId).id();
    final long before = cursor == null ? Long.MAX_VALUE : cursor(room, cursor).seq();
    final List<ChatMessage> found = history.before(scope, room, before, size + 1);
    if (found.size() <= size) {
      return new Page<>(found, null);
    }
    final List<ChatMessage> page = found.subList(0, size);
    final long epoch = log.head(scope, room).map(LogHead::epoch).orElse(0L);
    return new Page<>(page, new Cursor(room, epoch, page.getLast().seq()).text());
  }

  @POST
  @Idempotent
  @Operation(
      operationId = "sendMessage",
      summary = "Send a message",
      description = "The answer means that it is stored; those in the room see it at once.")
  @APIResponseSchema(
      value = ChatMessage.class,
      responseCode = "201",
      responseDescription = "Stored; Location is its address")
  public RestResponse<ChatMessage> send(
      @PathParam("room") final String nameOrId, @NotNull final Wanted wanted) {
    final Scope scope = caller.require(ApiScope.MESSAGES_WRITE);
    final RoomId room = rooms.require(scope, nameOrId).id();
    final Sent sent =
        stored(
            chat.send(
                scope,
                room,
                meetings.current(scope, room),
                wanted.author(),
                wanted.clientId() == null ? UUID.randomUUID().toString() : wanted.clientId(),
                wanted.text(),
                wanted.attributes() == null ? Map.of() : wanted.attributes()));
    return RestResponse.ResponseBuilder.create(
            RestResponse.Status.CREATED, history.require(scope, room, sent.messageId()))
        .header(HttpHeaders.LOCATION, "/v1/rooms/" + nameOrId + "/messages/" + sent.messageId())
        .build();
  }

  @GET
  @Path("{message}")
  @Operation(operationId = "getMessage", summary = "Read a message")
  public ChatMessage get(
      @PathParam("room") final String nameOrId, @PathParam("message") final String message) {
    final Scope scope = caller.require(ApiScope.MESSAGES_READ);
    return history.require(scope, rooms.require(scope, nameOrId).id(), messageId(message));
  }

  @PATCH
  @Path("{message}")
  @Operation(
      operationId = "editMessage",
      summary = "Replace a message's text",
      description = "In its place: whoever reads the log later finds the new text alone.")
  public ChatMessage edit(
      @PathParam("room") final String nameOrId,
      @PathParam("message") final String message,
      @NotNull final Patch patch) {
    final Scope scope = caller.require(ApiScope.MESSAGES_WRITE);
    final RoomId room = rooms.require(scope, nameOrId).id();
    final MessageId id = messageId(message);
    final Optional<MeetingId> meeting = meetings.current(scope, room);
    stored(chat.edit(scope, room, meeting, server(scope), id, patch.text()));
    return history.require(scope, room, id);
  }

  @DELETE
  @Path("{message}")
  @Operation(
      operationId = "deleteMessage",
      summary = "Delete a message",
      description = "Its text is gone from the log as well; that it was there stays.")
  @APIResponse(responseCode = "204", description = "Deleted, or it was so already")
  public void delete(
      @PathParam("room") final String nameOrId, @PathParam("message") final String message) {
    final Scope scope = caller.require(ApiScope.MESSAGES_WRITE);
    final RoomId room = rooms.require(scope, nameOrId).id();
    final Optional<MeetingId> meeting = meetings.current(scope, room);
    stored(chat.delete(scope, room, meeting, server(scope), messageId(message)));
  }

  private static Editor server(final Scope scope) {
    return new Editor(scope.actor(), true);
  }

  private static MessageId messageId(final String text) {
    try {
      return MessageId.of(text);
    } catch (IllegalArgumentException e) {
      throw new ApiException(ErrorCode.MESSAGE_NOT_FOUND, "There is no such message.", e);
    }
  }

  private static Cursor cursor(final RoomId room, final String text) {
    return Cursor.parse(text)
        .filter(cursor -> cursor.room().equals(room))
        .orElseThrow(
            () ->
                new ApiException(
                        ErrorCode.INVALID_REQUEST,
                        "cursor is no cursor of this room; leave it away to begin anew.")
                    .at("cursor"));
  }

  /** Waits, on a worker thread, until the change is committed. */
  private static <T> T stored(final CompletionStage<T> answer) {
    try {
      return answer.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof ApiException refused ? refused : e;
    }
  }
}
