package io.confab.chat;

import io.confab.id.ParticipantId;
import java.util.Optional;

/**
 * Who a message is from.
 *
 * @param participant absent for a server that writes over REST
 * @param name what to show; the identity where absent
 */
public record Author(String identity, Optional<ParticipantId> participant, Optional<String> name) {}
