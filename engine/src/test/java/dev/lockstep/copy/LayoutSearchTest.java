package dev.lockstep.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LayoutSearchTest {
  private static final int MIB = 1 << 20;

  /// Two parts of 6 MiB, where uploaders of 8, 10 and 7 MiB would make two as well.
  @Test
  void findsTheCutsThatGiveTheTagOfTheObject() throws IOException {
    byte[] bytes = new byte[12 * MIB];
    new SplittableRandom(1).nextBytes(bytes);
    ETag etag = etag(bytes, 6 * MIB);

    PartPlan plan = LayoutSearch.find(new Held(bytes, etag), etag);

    assertThat(plan.count()).isEqualTo(2);
    assertThat(plan.range(1).length()).isEqualTo(6 * MIB);
  }

  @Test
  void takesTheLikeliestCutsWhenNoneGiveTheTag() throws IOException {
    ETag etag = new ETag("0123456789abcdef0123456789abcdef-2");

    PartPlan plan = LayoutSearch.find(new Held(new byte[12 * MIB], etag), etag);

    assertThat(plan.count()).isEqualTo(2);
    assertThat(plan.range(1).length()).isEqualTo(8 * MIB);
  }

  private static ETag etag(byte[] bytes, int part) {
    MultipartDigest digest = new MultipartDigest(PartPlan.uniform(bytes.length, part));
    digest.update(bytes, bytes.length);
    return digest.etag();
  }

  /// An object of which all is asked for.
  private static final class Held implements FetchedObject {
    private final byte[] bytes;
    private final ETag etag;
    private final ReadableByteChannel body;

    Held(byte[] bytes, ETag etag) {
      this.bytes = bytes;
      this.etag = etag;
      this.body = Channels.newChannel(new ByteArrayInputStream(bytes));
    }

    @Override
    public ObjectHead head() {
      return new ObjectHead(
          bytes.length, etag, Instant.EPOCH, null, ObjectAttributes.NONE, 0, 0, List.of());
    }

    @Override
    public long offset() {
      return 0;
    }

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public ReadableByteChannel body() {
      return body;
    }

    @Override
    public void close() {}
  }
}
