package dev.lockstep.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.endpoint.ByteRange;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.sandbox.synthetic.KeyScheme;
import dev.lockstep.sandbox.synthetic.SizeScheme;
import dev.lockstep.sandbox.synthetic.SyntheticBucket;
import dev.lockstep.sandbox.synthetic.SyntheticSpec;
import dev.lockstep.testkit.StoreUnderTest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Buckets that digest what they are given and forget it: the other end of a synthetic source.
class SinkTest {
  private static final BucketName SOURCE = new BucketName("source");
  private static final BucketName SINK = new BucketName("sink");
  private static final int PART = 5 << 20;
  private static final ObjectKey KEY = KeyScheme.flat(1).key(0);

  private final SandboxStore store = new SandboxStore(InstantSource.system());
  private final InMemoryObjectStore port = new InMemoryObjectStore("memory", store);

  @Test
  void aSyntheticObjectRelayedIntoASinkHasTheSameEtagAndChecksum() {
    SyntheticSpec spec =
        SyntheticSpec.of(KeyScheme.flat(1), SizeScheme.fixed(2L * PART + 99)).withPartSize(PART);
    store.addBucket(new SyntheticBucket(SOURCE, Account.LOCKSTEP, spec));
    store.createSink(Account.LOCKSTEP, SINK, 0);
    MultipartUpload upload =
        port.createUpload(ObjectRef.current(SINK, KEY), ObjectAttributes.NONE, null);
    List<UploadedPart> parts =
        List.of(
            relay(upload, 1, ByteRange.of(0, PART)),
            relay(upload, 2, ByteRange.of(PART, PART)),
            relay(upload, 3, ByteRange.of(2L * PART, 99)));
    port.completeUpload(upload, parts, WriteOptions.PLAIN);

    ObjectHead source = head(SOURCE);
    assertThat(head(SINK).etag()).isEqualTo(source.etag());
    assertThat(head(SINK).checksums()).isEqualTo(source.checksums());
    assertThat(head(SINK).size()).isEqualTo(source.size());
  }

  @Test
  void aSinkKeepsWhatIsSmallEnoughAndNothingElse() {
    store.createSink(Account.LOCKSTEP, SINK, 5);
    for (String text : List.of("small", "larger")) {
      port.putObject(
          ObjectRef.current(SINK, ObjectKey.of(text)),
          ObjectAttributes.NONE,
          ObjectBody.of(StoreUnderTest.bytes(text)),
          WriteOptions.PLAIN);
    }

    assertThat(text("small")).isEqualTo("small");
    assertThatThrownBy(() -> text("larger")).isInstanceOf(StoreException.class);
  }

  @Test
  void aSyntheticBucketIsNotWritten() {
    store.addBucket(
        new SyntheticBucket(
            SOURCE, Account.LOCKSTEP, SyntheticSpec.of(KeyScheme.flat(1), SizeScheme.fixed(1))));
    ObjectRef target = ObjectRef.current(SOURCE, ObjectKey.of("a"));

    assertThatThrownBy(() ->
            port.putObject(target, ObjectAttributes.NONE, ObjectBody.EMPTY, WriteOptions.PLAIN))
        .isInstanceOf(StoreException.class);
    List<ObjectRef> objects = new ArrayList<>(List.of(ObjectRef.current(SOURCE, KEY)));
    assertThat(port.deleteObjects(SOURCE, objects)).hasSize(1);
  }

  private UploadedPart relay(MultipartUpload upload, int number, ByteRange range) {
    ObjectRef source = ObjectRef.current(SOURCE, KEY);
    try (FetchedObject fetched = port.fetchObject(source, ReadOptions.PLAIN.range(range))) {
      return port.uploadPart(
          upload,
          number,
          new ObjectBody.Streamed(fetched.body(), fetched.length()),
          PartChecksum.NONE);
    }
  }

  private ObjectHead head(BucketName bucket) {
    return port.headObject(ObjectRef.current(bucket, KEY), ReadOptions.WITH_CHECKSUMS);
  }

  private String text(String key) {
    ObjectRef object = ObjectRef.current(SINK, ObjectKey.of(key));
    try (FetchedObject fetched = port.fetchObject(object, ReadOptions.PLAIN)) {
      return new String(StoreUnderTest.readFully(fetched), StandardCharsets.UTF_8);
    }
  }
}
