package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.ByteRange;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.UploadChecksum;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.Checksum.Algorithm;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.RunningChecksum;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Checksums of objects that are written part by part.
public interface UploadChecksumContract extends StoreUnderTest {
  @Test
  default void aFullCrc64OfAnUploadIsVerifiedAndKept() {
    assertFullIsVerifiedAndKept(Algorithm.CRC64NVME);
  }

  @Test
  default void aFullCrc32cOfAnUploadIsVerifiedAndKept() {
    assertFullIsVerifiedAndKept(Algorithm.CRC32C);
  }

  @Test
  default void aFullCrc32OfAnUploadIsVerifiedAndKept() {
    assertFullIsVerifiedAndKept(Algorithm.CRC32);
  }

  /// Completes two parts with the checksum of the whole, and others with the same.
  default void assertFullIsVerifiedAndKept(Algorithm algorithm) {
    byte[] first = firstPart();
    byte[] last = StoreUnderTest.bytes("end");
    RunningChecksum running = RunningChecksum.of(algorithm);
    running.update(ByteBuffer.wrap(first));
    running.update(ByteBuffer.wrap(last));
    Checksum whole = running.checksum();

    MultipartUpload upload = begin("a", algorithm, Checksum.Type.FULL_OBJECT);
    UploadedPart one = send(upload, 1, first, known(algorithm, first));
    UploadedPart two = send(upload, 2, last, known(algorithm, last));
    WriteReceipt receipt = complete(upload, WriteOptions.PLAIN.checksum(whole), one, two);

    assertThat(receipt.checksums()).contains(whole);
    assertThat(checksum("a", algorithm)).isEqualTo(whole);

    MultipartUpload other = begin("b", algorithm, Checksum.Type.FULL_OBJECT);
    byte[] body = StoreUnderTest.bytes("other");
    UploadedPart only = send(other, 1, body, known(algorithm, body));
    assertThat(
            StoreUnderTest.failureOf(
                () -> complete(other, WriteOptions.PLAIN.checksum(whole), only)))
        .isInstanceOfAny(StoreFailure.Corrupted.class, StoreFailure.Refused.class);
    assertThat(keys()).containsExactly("a");
    store().abortUpload(other);
  }

  @Test
  default void aFullChecksumNeedsNoneOfTheParts() {
    byte[] body = StoreUnderTest.bytes("hello");
    MultipartUpload upload = begin("a", Algorithm.CRC64NVME, Checksum.Type.FULL_OBJECT);
    UploadedPart only = send(upload, 1, body, PartChecksum.NONE);
    complete(upload, WriteOptions.PLAIN, only);

    assertThat(checksum("a", Algorithm.CRC64NVME).value()).isEqualTo(ChecksumContract.CRC64NVME);
  }

  @Test
  default void aCompositeCrc32cIsMadeOfTheParts() {
    assertCompositeIsMadeOfTheParts(Algorithm.CRC32C);
  }

  @Test
  default void aCompositeCrc32IsMadeOfTheParts() {
    assertCompositeIsMadeOfTheParts(Algorithm.CRC32);
  }

  @Test
  default void aCompositeSha256IsMadeOfTheParts() {
    assertCompositeIsMadeOfTheParts(Algorithm.SHA256);
  }

  @Test
  default void aCompositeSha1IsMadeOfTheParts() {
    assertCompositeIsMadeOfTheParts(Algorithm.SHA1);
  }

  /// Completes two parts, which were sent with their checksums.
  default void assertCompositeIsMadeOfTheParts(Algorithm algorithm) {
    Checksum composite = writeComposite("a", algorithm);

    assertThat(checksum("a", algorithm)).isEqualTo(composite);
  }

  @Test
  default void aCompositeChecksumIsToldOfTheCompletion() {
    byte[] body = StoreUnderTest.bytes("hello");
    MultipartUpload upload = begin("a", Algorithm.CRC32C, Checksum.Type.COMPOSITE);
    UploadedPart only = send(upload, 1, body, known(Algorithm.CRC32C, body));

    assertThat(complete(upload, WriteOptions.PLAIN, only).checksums())
        .contains(composite(Algorithm.CRC32C, body));
  }

  @Test
  default void theChecksumOfAPartIsToldWithThePart() {
    writeComposite("a", Algorithm.CRC32C);

    ReadOptions options = ReadOptions.WITH_CHECKSUMS.partNumber(2);
    Checksum expected =
        RunningChecksum.of(Algorithm.CRC32C, ByteBuffer.wrap(StoreUnderTest.bytes("end")));
    assertThat(store().headObject(ref("a"), options).checksums())
        .extracting(Checksum::value)
        .containsExactly(expected.value());
    try (FetchedObject fetched = store().fetchObject(ref("a"), options)) {
      assertThat(fetched.head().checksums())
          .extracting(Checksum::value)
          .containsExactly(expected.value());
    }
  }

  @Test
  default void aPartWithAWrongChecksumIsRefused() {
    byte[] body = StoreUnderTest.bytes("hello");
    MultipartUpload upload = begin("a", Algorithm.CRC32C, Checksum.Type.COMPOSITE);

    assertThat(
            StoreUnderTest.failureOf(() ->
                send(upload, 1, StoreUnderTest.bytes("jello"), known(Algorithm.CRC32C, body))))
        .isInstanceOfAny(StoreFailure.Corrupted.class, StoreFailure.Refused.class);
    store().abortUpload(upload);
  }

  @Test
  default void aListedChecksumThatIsNotThePartsIsRefused() {
    byte[] body = StoreUnderTest.bytes("hello");
    MultipartUpload upload = begin("a", Algorithm.CRC32C, Checksum.Type.COMPOSITE);
    UploadedPart sent = send(upload, 1, body, known(Algorithm.CRC32C, body));
    Checksum wrong = new Checksum(Algorithm.CRC32C, Checksum.Type.FULL_OBJECT, "AAAAAA==");

    assertThat(
            StoreUnderTest.failureOf(() ->
                complete(upload, WriteOptions.PLAIN, new UploadedPart(1, sent.etag(), wrong))))
        .isInstanceOfAny(StoreFailure.Corrupted.class, StoreFailure.Refused.class);
    assertThat(keys()).isEmpty();
    store().abortUpload(upload);
  }

  @Test
  default void aChecksumBehindAStreamedPartIsVerifiedAndKept() {
    byte[] body = StoreUnderTest.pattern(300_000, 9);
    for (Algorithm algorithm : List.of(Algorithm.CRC32C, Algorithm.SHA256)) {
      MultipartUpload upload = begin("a", algorithm, Checksum.Type.COMPOSITE);
      ObjectBody streamed =
          new ObjectBody.Streamed(Channels.newChannel(new ByteArrayInputStream(body)), body.length);
      UploadedPart only =
          store().uploadPart(upload, 1, streamed, new PartChecksum.Computed(algorithm));
      complete(upload, WriteOptions.PLAIN, only);

      assertThat(checksum("a", algorithm)).isEqualTo(composite(algorithm, body));
      assertThat(fetch(ref("a"), ReadOptions.PLAIN)).isEqualTo(body);
    }
  }

  @Test
  default void aCopiedPartTellsItsChecksum() {
    byte[] source = StoreUnderTest.pattern(2 * firstPart().length, 5);
    put("source", source, ObjectAttributes.NONE, WriteOptions.PLAIN);
    MultipartUpload upload = begin("a", Algorithm.CRC32C, Checksum.Type.COMPOSITE);
    int half = source.length / 2;
    UploadedPart one = copyPart(upload, 1, ByteRange.of(0, half));
    UploadedPart two = copyPart(upload, 2, ByteRange.of(half, half));
    byte[] first = Arrays.copyOf(source, half);
    byte[] second = Arrays.copyOfRange(source, half, source.length);

    assertThat(one.checksum())
        .isEqualTo(RunningChecksum.of(Algorithm.CRC32C, ByteBuffer.wrap(first)));
    assertThat(two.checksum())
        .isEqualTo(RunningChecksum.of(Algorithm.CRC32C, ByteBuffer.wrap(second)));
    complete(upload, WriteOptions.PLAIN, one, two);
    assertThat(checksum("a", Algorithm.CRC32C))
        .isEqualTo(composite(Algorithm.CRC32C, first, second));
  }

  private UploadedPart copyPart(MultipartUpload upload, int number, ByteRange range) {
    return store()
        .copyPart(upload, number, ref("source"), Objects.requireNonNull(etag("source")), range);
  }

  /// An upload without a checksum of the client's choice may have any, but not a wrong one.
  @Test
  default void anUploadOfNoChecksumIsCompletedWithoutOne() {
    MultipartUpload upload = store().createUpload(ref("a"), ObjectAttributes.NONE, null);
    UploadedPart only = send(upload, 1, StoreUnderTest.bytes("hello"), PartChecksum.NONE);
    complete(upload, WriteOptions.PLAIN, only);

    assertThat(only.checksum()).isNull();
    assertThat(store().headObject(ref("a"), ReadOptions.WITH_CHECKSUMS).checksums())
        .isSubsetOf(
            new Checksum(
                Algorithm.CRC64NVME, Checksum.Type.FULL_OBJECT, ChecksumContract.CRC64NVME));
  }

  private MultipartUpload begin(String key, Algorithm algorithm, Checksum.Type type) {
    return store()
        .createUpload(ref(key), ObjectAttributes.NONE, new UploadChecksum(algorithm, type));
  }

  private UploadedPart send(
      MultipartUpload upload, int number, byte[] body, PartChecksum checksum) {
    return store().uploadPart(upload, number, ObjectBody.of(body), checksum);
  }

  private WriteReceipt complete(
      MultipartUpload upload, WriteOptions options, UploadedPart... parts) {
    return store().completeUpload(upload, List.of(parts), options);
  }

  private Checksum checksum(String key, Algorithm algorithm) {
    return store()
        .headObject(ref(key), ReadOptions.WITH_CHECKSUMS)
        .checksum(algorithm)
        .orElseThrow(() -> new AssertionError("There is no " + algorithm));
  }

  /// Writes an object of a smallest part and `end`.
  ///
  /// @return the checksum that it must have
  private Checksum writeComposite(String key, Algorithm algorithm) {
    byte[] first = firstPart();
    byte[] last = StoreUnderTest.bytes("end");
    MultipartUpload upload = begin(key, algorithm, Checksum.Type.COMPOSITE);
    UploadedPart one = send(upload, 1, first, known(algorithm, first));
    UploadedPart two = send(upload, 2, last, known(algorithm, last));
    complete(upload, WriteOptions.PLAIN, one, two);
    return composite(algorithm, first, last);
  }

  private static PartChecksum known(Algorithm algorithm, byte[] body) {
    return new PartChecksum.Known(RunningChecksum.of(algorithm, ByteBuffer.wrap(body)));
  }

  /// The digest of the parts' digests, and their number.
  static Checksum composite(Algorithm algorithm, byte[]... parts) {
    ByteArrayOutputStream digests = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      RunningChecksum ofPart = RunningChecksum.of(algorithm);
      ofPart.update(ByteBuffer.wrap(part));
      digests.writeBytes(ofPart.value());
    }
    RunningChecksum whole = RunningChecksum.of(algorithm);
    whole.update(ByteBuffer.wrap(digests.toByteArray()));
    String base64 = Base64.getEncoder().encodeToString(whole.value());
    return new Checksum(algorithm, Checksum.Type.COMPOSITE, base64 + "-" + parts.length);
  }

  /// A part of the smallest size that one may have.
  private byte[] firstPart() {
    return StoreUnderTest.pattern(Math.toIntExact(store().limits().smallestPart()), 1);
  }
}
