package dev.lockstep.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import dev.lockstep.object.Encryption;
import dev.lockstep.verify.WriteCheck.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteCheckTest {
  private static final String ONE = "11111111111111111111111111111111";
  private static final String OTHER = "22222222222222222222222222222222";

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # tag,   hides, sum, tag,    hides, sum, evidence
          one,     no,    ,    one,    no,    ,    ETAG
          one,     no,    ,    other,  no,    ,    MISMATCH
          one,     no,    a,   other,  no,    a,   MISMATCH
          one,     yes,   ,    other,  no,    ,    SIZE
          one,     no,    ,    other,  yes,   ,    SIZE
          one,     yes,   a,   other,  yes,   a,   CHECKSUM
          one,     yes,   a,   other,  yes,   b,   MISMATCH
          one,     yes,   a,   one,    yes,   b,   MISMATCH
          one-2,   no,    ,    one-2,  no,    ,    ETAG
          one-2,   no,    ,    other-2, no,   ,    SIZE
          one-2,   no,    a,   other-2, no,   a,   CHECKSUM
          one-2,   no,    a,   one,    no,    b,   MISMATCH
          one-2,   no,    ,    one,    no,    ,    SIZE
          opaque,  no,    ,    opaque, no,    ,    SIZE
          opaque,  no,    a,   opaque, no,    a,   CHECKSUM
          ,        no,    ,    one,    no,    ,    SIZE
          one,     no,    ,    ,       no,    ,    SIZE
          ,        no,    a,   ,       no,    a,   CHECKSUM
          one-2,   no,    p,   other-3, no,   q,   SIZE
          one-2,   yes,   p,   other-2, yes,  p,   CHECKSUM
          """)
  void saysWhatAnAnswerProves(
      @Nullable String tag,
      String hides,
      @Nullable String sum,
      @Nullable String otherTag,
      String otherHides,
      @Nullable String otherSum,
      Evidence evidence) {
    Encryption encryption =
        otherHides.equals("yes") ? new Encryption("aws:kms", null, false) : null;
    WriteReceipt receipt = new WriteReceipt(etag(otherTag), null, encryption, sums(otherSum));

    assertThat(new WriteCheck(etag(tag), hides.equals("yes"), sums(sum)).of(receipt))
        .isEqualTo(evidence);
  }

  private static @Nullable ETag etag(@Nullable String word) {
    return word == null ? null : new ETag(word.replace("one", ONE).replace("other", OTHER));
  }

  /// Of all bytes; p and q are of parts.
  private static List<Checksum> sums(@Nullable String word) {
    if (word == null) {
      return List.of();
    }
    boolean parts = "pq".contains(word);
    return List.of(
        new Checksum(
            Checksum.Algorithm.CRC32C,
            parts ? Checksum.Type.COMPOSITE : Checksum.Type.FULL_OBJECT,
            word));
  }
}
