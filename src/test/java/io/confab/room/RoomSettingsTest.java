package io.confab.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.problem.ApiException;
import io.confab.protocol.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomSettingsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void whatIsNotChosenFollowsTheDefault() {
    assertThat(RoomSettings.of(RoomOptions.NONE, true))
        .isEqualTo(
            new RoomSettings(
                50,
                false,
                false,
                false,
                60,
                new RoomSettings.Features(true, true, true, true, true)));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"public\":true}', true, true",
    "'{\"public\":true}', false, false",
    "'{\"public\":false}', true, false",
    "'{\"public\":true,\"relayOnly\":false}', true, false",
    "'{\"relayOnly\":true}', true, true"
  })
  void publicRoomsUseTheRelayAloneWhereThereIsOne(
      final String options, final boolean hasRelay, final boolean relayOnly) {
    assertThat(RoomSettings.of(RoomJson.options(options), hasRelay).relayOnly())
        .isEqualTo(relayOnly);
  }

  @Test
  void onlyChoicesAreStored() {
    assertThat(RoomJson.write(RoomOptions.NONE.asPublic())).isEqualTo("{\"public\":true}");
  }

  @Test
  void aRowOfANewerVersionIsStillRead() {
    assertThat(RoomJson.options("{\"locked\":true,\"breakout\":3}").locked()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"maxParticipants\":0}', settings.maxParticipants",
    "'{\"maxParticipants\":51}', settings.maxParticipants",
    "'{\"maxParticipants\":\"5\"}', settings.maxParticipants",
    "'{\"maxParticipants\":5.5}', settings.maxParticipants",
    "'{\"emptyTimeoutSeconds\":-1}', settings.emptyTimeoutSeconds",
    "'{\"emptyTimeoutSeconds\":86401}', settings.emptyTimeoutSeconds",
    "'{\"breakout\":3}', settings.breakout",
    "'{\"features\":{\"video\":\"yes\"}}', settings.features.video",
    "'{\"features\":7}', settings.features"
  })
  void aWrongOptionIsNamed(final String options, final String path) throws Exception {
    final ObjectNode given = (ObjectNode) JSON.readTree(options);

    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> RoomJson.options("settings", given))
        .satisfies(
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
              assertThat(refused.path()).contains(path);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"a\":1}', '{\"a\":null}', '{}'",
    "'{\"a\":1}', '{\"b\":2}', '{\"a\":1,\"b\":2}'",
    "'{\"f\":{\"a\":1,\"b\":2}}', '{\"f\":{\"a\":3}}', '{\"f\":{\"a\":3,\"b\":2}}'",
    "'{\"f\":1}', '{\"f\":{\"a\":null,\"b\":2}}', '{\"f\":{\"b\":2}}'",
    "'{\"f\":[1,2]}', '{\"f\":[3]}', '{\"f\":[3]}'"
  })
  void aPatchMerges(final String target, final String patch, final String result) throws Exception {
    assertThat(RoomJson.merge((ObjectNode) JSON.readTree(target), JSON.readTree(patch)))
        .isEqualTo(JSON.readTree(result));
  }
}
