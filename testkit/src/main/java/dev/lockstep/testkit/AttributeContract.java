package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.StorageClass;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What travels with the bytes of an object.
public interface AttributeContract extends StoreUnderTest {
  @Test
  default void contentTypeIsKept() {
    assertKept(ContentHeader.CONTENT_TYPE, "text/x-lockstep; charset=utf-8");
  }

  @Test
  default void cacheControlIsKept() {
    assertKept(ContentHeader.CACHE_CONTROL, "max-age=77");
  }

  @Test
  default void contentDispositionIsKept() {
    assertKept(ContentHeader.CONTENT_DISPOSITION, "attachment; filename=\"a b.txt\"");
  }

  @Test
  default void contentEncodingIsKeptAndTheBytesStayAsTheyWere() {
    assertKept(ContentHeader.CONTENT_ENCODING, "gzip");
    assertThat(text("kept")).isEqualTo("x");
  }

  @Test
  default void contentLanguageIsKept() {
    assertKept(ContentHeader.CONTENT_LANGUAGE, "de-CH");
  }

  @Test
  default void expiresIsKept() {
    assertKept(ContentHeader.EXPIRES, "Thu, 01 Dec 2033 16:00:00 GMT");
  }

  @Test
  default void theWebsiteRedirectIsKept() {
    assertKept(ContentHeader.WEBSITE_REDIRECT, "/elsewhere");
  }

  /// Puts an object with a header and reads it back.
  default void assertKept(ContentHeader header, String value) {
    put("kept", "x", ObjectAttributes.NONE.withHeaders(Map.of(header, value)));

    assertThat(head("kept").attributes().header(header)).isEqualTo(value);
  }

  @Test
  default void userMetadataIsKept() {
    assertMetadataKept(Map.of("colour", "blue", "with-dash", "Mixed Case"));
  }

  @Test
  default void userMetadataWithAnUnderscoreInItsNameIsKept() {
    assertMetadataKept(Map.of("under_score", "1"));
  }

  @Test
  default void userMetadataWithAnEmptyValueIsKept() {
    assertMetadataKept(Map.of("empty", ""));
  }

  @Test
  default void userMetadataWithTwoBlanksInARowIsKept() {
    assertMetadataKept(Map.of("blanks", "two  blanks"));
  }

  @Test
  default void userMetadataInRawUtf8IsKeptAsOctets() {
    byte[] utf8 = "naïve 漢字".getBytes(StandardCharsets.UTF_8);
    assertMetadataKept(Map.of("octets", new String(utf8, StandardCharsets.ISO_8859_1)));
  }

  @Test
  default void userMetadataOfTwoKilobytesIsKept() {
    assertMetadataKept(Map.of("k", "v".repeat(2047)));
  }

  /// Puts an object with metadata and reads it back.
  default void assertMetadataKept(Map<String, String> metadata) {
    put("kept", "x", ObjectAttributes.NONE.withUserMetadata(metadata));

    assertThat(head("kept").attributes().userMetadata()).isEqualTo(metadata);
  }

  @Test
  default void userMetadataOfMoreThanTwoKilobytesIsRefused() {
    ObjectAttributes tooMuch =
        ObjectAttributes.NONE.withUserMetadata(Map.of("k", "v".repeat(2048)));

    assertThat(StoreUnderTest.failureOf(() -> put("a", "x", tooMuch)))
        .isInstanceOf(StoreFailure.Refused.class);
  }

  @Test
  default void aReplacedObjectKeepsNothingOfTheOneBefore() {
    put("a", "1", ObjectAttributes.NONE.withUserMetadata(Map.of("colour", "blue")));
    put("a", "2");

    assertThat(head("a").attributes().userMetadata()).isEmpty();
  }

  @Test
  default void aReadTellsTheAttributesAsAHeadDoes() {
    put("a", "x", ObjectAttributes.NONE.withUserMetadata(Map.of("colour", "blue")));

    try (FetchedObject fetched = store().fetchObject(ref("a"), ReadOptions.PLAIN)) {
      assertThat(fetched.head().attributes()).isEqualTo(head("a").attributes());
    }
  }

  @Test
  default void tagsOfAPutAreKeptAndCounted() {
    put("a", "x", ObjectAttributes.NONE.withTags(Map.of("team", "blue", "sp ace", "v+1/=")));

    assertThat(store().fetchTags(ref("a")))
        .containsOnly(Map.entry("team", "blue"), Map.entry("sp ace", "v+1/="));
    try (FetchedObject fetched = store().fetchObject(ref("a"), ReadOptions.PLAIN)) {
      assertThat(fetched.head().tagCount()).isEqualTo(2);
    }
  }

  @Test
  default void theStorageClassStandardIaIsKeptAndListed() {
    assertClassKept("STANDARD_IA");
  }

  @Test
  default void theStorageClassReducedRedundancyIsKeptAndListed() {
    assertClassKept("REDUCED_REDUNDANCY");
  }

  /// Puts an object of a class and finds the class in its head and in the listing.
  default void assertClassKept(String name) {
    put("kept", "x", ObjectAttributes.NONE.withStorageClass(new StorageClass(name)));

    assertThat(head("kept").attributes().storageClass().name()).isEqualTo(name);
    assertThat(firstPage().storageClass(0)).isEqualTo(name);
  }

  @Test
  default void aStorageClassThatIsNoneIsUnsupported() {
    ObjectAttributes wrong = ObjectAttributes.NONE.withStorageClass(new StorageClass("NO_CLASS"));

    assertThat(StoreUnderTest.failureOf(() -> put("a", "x", wrong)))
        .isInstanceOf(StoreFailure.Unsupported.class);
  }

  @Test
  default void encryptionWithKeysOfTheStoreIsTold() {
    put("a", "x", ObjectAttributes.NONE.withEncryption(Encryption.SSE_S3));

    assertThat(head("a").attributes().encryption()).isEqualTo(Encryption.SSE_S3);
  }

  @Test
  default void encryptionWithAKmsKeyIsToldAndHidesTheMd5() {
    Encryption kms = new Encryption("aws:kms", null, false);
    put("a", "hello", ObjectAttributes.NONE.withEncryption(kms));

    assertThat(head("a").hidesMd5()).isTrue();
    assertThat(text("a")).isEqualTo("hello");
  }
}
