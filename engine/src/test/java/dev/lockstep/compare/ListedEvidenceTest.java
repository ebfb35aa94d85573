package dev.lockstep.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListedEvidenceTest {
  private static final String ONE = "11111111111111111111111111111111";
  private static final String OTHER = "22222222222222222222222222222222";

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # by,     size, size, etag,    etag,    millis, millis, verdict
          CONTENT,  1,    2,    one,     one,     0,      0,      SIZE_DIFFERS
          CONTENT,  1,    1,    one,     one,     0,      0,      SAME
          CONTENT,  1,    1,    one,     other,   0,      0,      SILENT
          CONTENT,  1,    1,    one-2,   one-2,   0,      0,      SAME
          CONTENT,  1,    1,    one-2,   one-3,   0,      0,      SILENT
          CONTENT,  1,    1,    one,     one-1,   0,      0,      SILENT
          CONTENT,  1,    1,    ,        ,        0,      0,      SILENT
          CONTENT,  1,    1,    one,     ,        0,      0,      SILENT
          CONTENT,  1,    1,    opaque,  opaque,  0,      0,      SILENT
          CONTENT,  0,    0,    one,     other,   0,      0,      SAME
          CONTENT,  0,    0,    ,        ,        0,      0,      SAME
          ETAG,     1,    1,    one,     other,   0,      0,      ETAG_DIFFERS
          ETAG,     1,    1,    one-2,   one-2,   0,      0,      SAME
          ETAG,     1,    1,    opaque,  opaque,  0,      0,      SAME
          ETAG,     1,    1,    ,        ,        0,      0,      ETAG_DIFFERS
          ETAG,     0,    0,    one,     other,   0,      0,      ETAG_DIFFERS
          SIZE,     1,    1,    one,     other,   9,      0,      SAME
          SIZE,     1,    2,    one,     one,     0,      0,      SIZE_DIFFERS
          TIME,     1,    1,    one,     other,   1999,   1000,   SAME
          TIME,     1,    1,    one,     one,     2000,   1999,   SOURCE_IS_NEWER
          TIME,     1,    1,    one,     one,     1000,   9000,   SAME
          TIME,     1,    1,    one,     one,     -1,     -1000,  SAME
          CHECKSUM, 1,    1,    one,     one,     0,      0,      SILENT
          METADATA, 1,    1,    one,     one,     0,      0,      SILENT
          METADATA, 1,    2,    one,     one,     0,      0,      SIZE_DIFFERS
          """)
  void saysWhatTwoRowsSayAboutEachOther(
      CompareBy by,
      long size,
      long otherSize,
      @Nullable String etag,
      @Nullable String otherEtag,
      long millis,
      long otherMillis,
      ListedEvidence verdict) {
    EntryPage source = row(size, etag, millis);
    EntryPage destination = row(otherSize, otherEtag, otherMillis);

    assertThat(ListedEvidence.of(by, source, 0, destination, 0)).isEqualTo(verdict);
  }

  private static EntryPage row(long size, @Nullable String etag, long millis) {
    EntryPage.Builder page = new EntryPage.Builder(1);
    page.key(ObjectKey.of("key")).size(size).modifiedMillis(millis);
    if (etag != null) {
      page.etag(new ETag(etag.replace("one", ONE).replace("other", OTHER)));
    }
    page.endRow();
    return page.build();
  }
}
