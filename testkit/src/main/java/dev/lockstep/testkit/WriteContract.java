package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectAttributes;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import org.junit.jupiter.api.Test;

/// Objects written in one piece.
public interface WriteContract extends StoreUnderTest {
  int LARGE = 3 << 20;

  @Test
  default void whatWasPutIsReadBack() {
    put("a", "hello");

    assertThat(text("a")).isEqualTo("hello");
  }

  @Test
  default void anEmptyObjectIsAnObject() {
    put("empty", "");

    assertThat(head("empty").size()).isZero();
    assertThat(text("empty")).isEmpty();
  }

  @Test
  default void theEtagOfASimplePutIsItsMd5() {
    WriteReceipt receipt = put("a", "hello");

    ETag md5 = new ETag("5d41402abc4b2a76b9719d911017c592");
    assertThat(receipt.etag()).isEqualTo(md5);
    assertThat(head("a").etag()).isEqualTo(md5);
  }

  @Test
  default void aPutReplacesWhatWasThere() {
    put("a", "before");
    put("a", "after");

    assertThat(text("a")).isEqualTo("after");
  }

  @Test
  default void aBodyOfAllByteValuesIsKept() {
    byte[] body = new byte[256];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) i;
    }
    put("bytes", body, ObjectAttributes.NONE, WriteOptions.PLAIN);

    assertThat(fetch(ref("bytes"), ReadOptions.PLAIN)).isEqualTo(body);
  }

  @Test
  default void aLargeBufferedBodyIsKept() {
    byte[] body = StoreUnderTest.pattern(LARGE, 1);
    put("large", body, ObjectAttributes.NONE, WriteOptions.PLAIN);

    assertThat(fetch(ref("large"), ReadOptions.PLAIN)).isEqualTo(body);
  }

  @Test
  default void aStreamedBodyIsKept() {
    byte[] body = StoreUnderTest.pattern(LARGE, 2);
    ObjectBody streamed =
        new ObjectBody.Streamed(Channels.newChannel(new ByteArrayInputStream(body)), body.length);
    store().putObject(ref("streamed"), ObjectAttributes.NONE, streamed, WriteOptions.PLAIN);

    assertThat(fetch(ref("streamed"), ReadOptions.PLAIN)).isEqualTo(body);
  }

  @Test
  default void aDirectBufferIsSentFromItsPositionToItsLimitAndLeftAsItIs() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(10).put(StoreUnderTest.bytes("0123456789"));
    buffer.position(2).limit(7);
    store()
        .putObject(ref("slice"), ObjectAttributes.NONE, ObjectBody.of(buffer), WriteOptions.PLAIN);

    assertThat(text("slice")).isEqualTo("23456");
    assertThat(buffer.position()).isEqualTo(2);
  }
}
