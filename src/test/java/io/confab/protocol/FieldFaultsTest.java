package io.confab.protocol;

import static io.confab.protocol.HandmadeFrames.chat;
import static io.confab.protocol.HandmadeFrames.fault;
import static io.confab.protocol.HandmadeFrames.filled;
import static io.confab.protocol.HandmadeFrames.signal;
import static io.confab.protocol.HandmadeFrames.update;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldFaultsTest {
  private final MessageCodec codec = new MessageCodec();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}|type",
        "{'type':7}|type",
        "{'id':'1','type':null}|type",
        "{'type':'ice.refresh'}|id",
        "{'type':'ice.refresh','id':''}|id",
        "{'type':'ice.refresh','id':7}|id",
        "{'type':'ice.refresh','id':null}|id",
        "{'type':'ice.refresh','id':'a\\u0000b'}|id",
        "{'type':'ice.refresh','id':'\\ud800'}|id",
        "{'type':'ice.refresh','id':'1','extra':1}|extra",
        "{'type':'hello','id':'1'}|token",
        "{'type':'hello','id':'1','token':['t']}|token",
        "{'type':'hello','id':'1','token':'t','lastSignal':-1}|lastSignal",
        "{'type':'hello','id':'1','token':'t','lastSignal':1.5}|lastSignal",
        "{'type':'hello','id':'1','token':'t','lastSignal':'1'}|lastSignal",
        "{'type':'hello','id':'1','token':'t','lastSignal':99999999999999999999}|lastSignal",
        "{'type':'hello','id':'1','token':'t','lastSignal':1e999999999}|lastSignal",
        "{'type':'hello','id':'1','token':'t','cursors':{'no-room':'c'}}|cursors.no-room",
        "{'type':'hello','id':'1','token':'t','cursors':{'ROOM':null}}|cursors",
        "{'type':'hello','id':'1','token':'t','cursors':[]}|cursors",
        "{'type':'join','id':'1','room':''}|room",
        "{'type':'join','id':'1','room':'a','name':'  '}|name",
        "{'type':'join','id':'1','room':'a','name':'a\\u202eb'}|name",
        "{'type':'join','id':'1','room':'a','name':'\\u2066a\\u2069'}|name",
        "{'type':'join','id':'1','room':'a\\u202d'}|room",
        "{'type':'join','id':'1','room':'a','tracks':{}}|tracks",
        "{'type':'join','id':'1','room':'a','tracks':[null]}|tracks",
        "{'type':'join','id':'1','room':'a','tracks':[7]}|tracks[0]",
        "{'type':'leave','id':'1','room':'standup'}|room",
        "{'type':'leave','id':'1','room':17}|room",
        "{'type':'signal','room':'ROOM','to':'PEER','incarnation':0,'payload':{}}|incarnation",
        "{'type':'signal','room':'ROOM','to':'PEER','incarnation':'1','payload':{}}|incarnation",
        "{'type':'signal','room':'ROOM','to':'PEER','payload':{}}|incarnation",
        "{'type':'signal','room':'ROOM','to':'PEER','incarnation':1,'payload':[]}|payload",
        "{'type':'signal','room':'ROOM','to':'PEER','incarnation':1,'payload':null}|payload",
        "{'type':'signal','room':'ROOM','to':'PEER','incarnation':1}|payload",
        "{'type':'signal','room':'ROOM','to':'ROOM','incarnation':1,'payload':{}}|to",
        "{'type':'update','id':'1','room':'ROOM','attributes':{'a':1}}|attributes.a",
        "{'type':'update','id':'1','room':'ROOM','attributes':{'a':null}}|attributes",
        "{'type':'update','id':'1','room':'ROOM','attributes':{'\\ud800':'a'}}|attributes",
        "{'type':'chat.send','id':'1','room':'ROOM','clientId':'c','text':''}|text",
        "{'type':'chat.send','id':'1','room':'ROOM','text':'t'}|clientId",
        "{'type':'chat.edit','id':'1','room':'ROOM','messageId':'m','text':'t'}|messageId",
        "{'type':'chat.react','id':'1','room':'ROOM','messageId':'MSG','reaction':'+1','remove':1}|remove",
        "{'type':'chat.read','room':'ROOM','seq':-1}|seq",
        "{'type':'chat.typing','room':'ROOM'}|typing",
        "{'type':'history','id':'1','room':'ROOM','before':'a','after':'b'}|after",
        "{'type':'history','id':'1','room':'ROOM','limit':0}|limit",
        "{'type':'history','id':'1','room':'ROOM','limit':201}|limit",
        "{'type':'history','id':'1','room':'ROOM','types':'message.created'}|types",
        "{'type':'data','room':'ROOM','label':'l'}|payload",
        "{'type':'data','room':'ROOM','label':'l','to':['PEER','x'],'payload':1}|to[1]",
        "{'type':'report','kind':'k','data':7}|data"
      })
  void aFaultInAFieldIsNamedAndTheConnectionLives(final String frame, final String path) {
    final ProtocolException fault = fault(codec, filled(frame));

    assertThat(fault.code()).isEqualTo(ErrorCode.INVALID_FRAME);
    assertThat(fault.close()).isEmpty();
    assertThat(fault.path()).contains(path);
    assertThat(fault.getMessage()).endsWith(".").doesNotContain("io.confab", "fasterxml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'name':'n','source':'camera','stream':'s','muted':false,'kind':'v'|tracks[0].kind|unknown",
        "'name':'','source':'camera','stream':'s','muted':false|tracks[0].name|1 to 64",
        "'name':'n','source':'webcam','stream':'s','muted':false|tracks[0].source|screen_audio",
        "'name':'n','source':1,'stream':'s','muted':false|tracks[0].source|microphone",
        "'name':'n','source':'camera','stream':'s','muted':'no'|tracks[0].muted|true or false",
        "'name':'n','source':'camera','stream':'s'|tracks[0].muted|true or false",
        "'name':'n','source':'camera','muted':true|tracks[0].stream|required"
      })
  void aFaultInsideAListIsNamedWithItsPlace(
      final String track, final String path, final String sentence) {
    final ProtocolException fault =
        fault(
            codec,
            filled("{'type':'update','id':'u1','room':'ROOM','tracks':[{TRACK}]}")
                .replace("TRACK", filled(track)));

    assertThat(fault.path()).contains(path);
    assertThat(fault.getMessage()).contains(sentence);
    assertThat(fault.frameId()).contains("u1");
    assertThat(fault.toFrame().id()).isEqualTo("u1");
    assertThat(fault.toFrame().path()).isEqualTo(path);
  }

  @Test
  void lengthsCountBytesWhereBytesAreMeantAndCharactersElsewhere() {
    final String fits = "é".repeat(WireLimit.CHAT_BYTES / 2);
    assertThat(codec.decode(chat(fits, "c"))).isInstanceOf(ClientMessage.ChatSend.class);
    assertThat(fault(codec, chat(fits + "a", "c")).path()).contains("text");

    final String clientId = "😀".repeat(WireLimit.LABEL_CHARS);
    assertThat(codec.decode(chat("t", clientId))).isInstanceOf(ClientMessage.ChatSend.class);
    assertThat(fault(codec, chat("t", clientId + "a")).path()).contains("clientId");
  }

  @Test
  void theBoundsOfListsMapsAndPayloadsHold() {
    final String value = "v".repeat(WireLimit.ATTRIBUTES_BYTES - 1);
    assertThat(codec.decode(update("'attributes':{'a':'" + value + "'}"))).isNotNull();
    assertThat(fault(codec, update("'attributes':{'ab':'" + value + "'}")).path())
        .contains("attributes");

    final String track = "{'name':'n','source':'camera','stream':'s','muted':false},";
    final String tracks = track.repeat(WireLimit.TRACKS - 1) + track.replaceFirst(",$", "");
    assertThat(codec.decode(update("'tracks':[" + tracks + "]"))).isNotNull();
    assertThat(fault(codec, update("'tracks':[" + track + tracks + "]")).path()).contains("tracks");

    final int padding = WireLimit.SIGNAL_BYTES - "{\"a\":\"\"}".length();
    assertThat(codec.decode(signal("{\"a\":\"" + "x".repeat(padding) + "\"}"))).isNotNull();
    assertThat(fault(codec, signal("{\"a\":\"" + "x".repeat(padding + 1) + "\"}")).path())
        .contains("payload");
  }

  @Test
  void anErrorBearsTheIdOfItsFrameWheneverThatIsOne() {
    final String id = "😀".repeat(WireLimit.LABEL_CHARS);
    assertThat(fault(codec, filled("{'type':'leave','id':'" + id + "'}")).frameId()).contains(id);
    assertThat(fault(codec, filled("{'type':'leave','id':'" + id + "a'}")).frameId()).isEmpty();
    assertThat(fault(codec, filled("{'x':{'id':'inner'},'type':'leave'}")).frameId()).isEmpty();
    assertThat(fault(codec, filled("{'type':'leave','room':7,'id':'last'}")).frameId())
        .contains("last");
  }

  @Test
  void anUnknownTypeIsToldApartAndAnsweredToItsId() {
    final ProtocolException fault = fault(codec, "{\"id\":\"9\",\"type\":\"teleport\",\"to\":{}}");

    assertThat(fault.code()).isEqualTo(ErrorCode.UNKNOWN_TYPE);
    assertThat(fault.close()).isEmpty();
    assertThat(fault.frameId()).contains("9");
  }
}
