package dev.lockstep.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.UploadChecksum;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.RunningChecksum;
import dev.lockstep.s3.S3Settings;
import dev.lockstep.s3.S3Stores;
import dev.lockstep.s3.sign.AwsCredentials;
import dev.lockstep.s3.sign.CredentialSource;
import dev.lockstep.s3.sign.Secret;
import dev.lockstep.sandbox.SandboxServer;
import dev.lockstep.sandbox.signature.AccessKey;
import dev.lockstep.sandbox.signature.UnsignedPayload;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.testkit.StoreUnderTest;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bodies at a store that takes none without its hash: streamed ones go in signed chunks.
class HashedBodiesTest implements StoreUnderTest {
  private static final BucketName BUCKET = new BucketName("hashed");
  private static final int CHUNK = 128 << 10;

  private final InstantSource clock = InstantSource.system();
  private final SandboxServer server =
      SandboxServer.start(
          new SandboxStore(clock),
          List.of(new AccessKey("access", "secret", Account.LOCKSTEP)),
          0,
          UnsignedPayload.REFUSED);
  private final ObjectStore store =
      S3Stores.of(
          S3Settings.of(
              "sandbox",
              server.endpoint(),
              SandboxStore.DEFAULT_REGION,
              CredentialSource.of(AwsCredentials.lasting("access", Secret.of("secret")))),
          clock);

  @BeforeEach
  void makeTheBucket() {
    store.createBucket(BUCKET);
  }

  @AfterEach
  void stopTheServer() {
    store.close();
    server.close();
  }

  @Override
  public ObjectStore store() {
    return store;
  }

  @Override
  public BucketName bucket() {
    return BUCKET;
  }

  private static ObjectBody streamed(byte[] body) {
    return new ObjectBody.Streamed(
        Channels.newChannel(new ByteArrayInputStream(body)), body.length);
  }

  private void stream(String key, byte[] body, ObjectAttributes attributes) {
    store.putObject(ref(key), attributes, streamed(body), WriteOptions.PLAIN);
  }

  @Test
  void aStreamThatIsUsedUpIsRefusedOnceAndNothingIsWritten() {
    byte[] body = StoreUnderTest.pattern(300_000, 1);

    StoreException refused =
        catchThrowableOfType(StoreException.class, () -> stream("a", body, ObjectAttributes.NONE));
    assertThat(refused.failure()).isInstanceOf(StoreFailure.Transient.class);
    StoreException missing = catchThrowableOfType(StoreException.class, () -> head("a"));
    assertThat(missing.failure()).isInstanceOf(StoreFailure.Missing.class);

    stream("a", body, ObjectAttributes.NONE);
    assertThat(fetch(ref("a"), ReadOptions.PLAIN)).isEqualTo(body);
  }

  @Test
  void aLargeStreamIsRefusedBeforeItBeginsAndGoesInChunks() {
    byte[] body = StoreUnderTest.pattern((3 << 20) + 1, 2);

    stream("a", body, ObjectAttributes.NONE);

    assertThat(fetch(ref("a"), ReadOptions.PLAIN)).isEqualTo(body);
  }

  @Test
  void streamsOfAllLengthsAreKept() {
    put("first", "tells the client");
    for (int length : new int[] {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 8 * CHUNK, 8 * CHUNK + 1}) {
      byte[] body = StoreUnderTest.pattern(length, length);
      stream("a", body, ObjectAttributes.NONE);
      assertThat(fetch(ref("a"), ReadOptions.PLAIN)).as("%s bytes", length).isEqualTo(body);
    }
  }

  @Test
  void theObjectsOwnEncodingIsKeptAndTheChunksAreNot() {
    put("first", "tells the client");
    stream("plain", new byte[] {1}, ObjectAttributes.NONE);
    stream(
        "zipped",
        new byte[] {1},
        ObjectAttributes.NONE.withHeaders(Map.of(ContentHeader.CONTENT_ENCODING, "gzip")));

    assertThat(head("plain").attributes().headers())
        .doesNotContainKey(ContentHeader.CONTENT_ENCODING);
    assertThat(head("zipped").attributes().header(ContentHeader.CONTENT_ENCODING))
        .isEqualTo("gzip");
  }

  @Test
  void partsAreStreamed() {
    put("first", "tells the client");
    byte[] body = StoreUnderTest.pattern(200_000, 3);
    MultipartUpload upload = store.createUpload(ref("a"), ObjectAttributes.NONE, null);
    UploadedPart part = store.uploadPart(upload, 1, streamed(body), PartChecksum.NONE);
    store.completeUpload(upload, List.of(part), WriteOptions.PLAIN);

    assertThat(fetch(ref("a"), ReadOptions.PLAIN)).isEqualTo(body);
  }

  @Test
  void aChecksumBehindAStreamedPartIsSignedToo() {
    put("first", "tells the client");
    byte[] body = StoreUnderTest.pattern(200_000, 3);
    UploadChecksum crc =
        new UploadChecksum(Checksum.Algorithm.CRC64NVME, Checksum.Type.FULL_OBJECT);
    MultipartUpload upload = store.createUpload(ref("a"), ObjectAttributes.NONE, crc);
    UploadedPart part =
        store.uploadPart(
            upload, 1, streamed(body), new PartChecksum.Computed(Checksum.Algorithm.CRC64NVME));
    store.completeUpload(upload, List.of(part), WriteOptions.PLAIN);

    assertThat(part.checksum())
        .isEqualTo(RunningChecksum.of(Checksum.Algorithm.CRC64NVME, ByteBuffer.wrap(body)));
    assertThat(fetch(ref("a"), ReadOptions.PLAIN)).isEqualTo(body);
  }
}
