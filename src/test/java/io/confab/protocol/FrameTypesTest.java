package io.confab.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameTypesTest {
  @Test
  void everyClientRecordHasAType() {
    assertThat(ClientMessage.class.getPermittedSubclasses())
        .filteredOn(type -> type != ClientMessage.Reserved.class)
        .containsExactlyInAnyOrder(FrameTypes.CLIENT.values().toArray(Class<?>[]::new));
  }

  @Test
  void everyServerRecordHasAType() {
    assertThat(ServerMessage.class.getPermittedSubclasses())
        .containsExactlyInAnyOrder(FrameTypes.SERVER.values().toArray(Class<?>[]::new));
  }

  @Test
  void aTypeIsNamedLikeItsRecord() {
    named(FrameTypes.CLIENT);
    named(FrameTypes.SERVER);
  }

  private static void named(final Map<String, ? extends Class<?>> types) {
    types.forEach(
        (name, type) ->
            assertThat(type.getSimpleName()).isEqualToIgnoringCase(name.replace(".", "")));
  }
}
