package dev.lockstep.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntryPageTest {
  private static final ETag MD5 = new ETag("9e107d9d372bb6826bd81d3542a419d6");
  private static final ETag PARTS = new ETag("9e107d9d372bb6826bd81d3542a419d6-12");
  private static final ETag OPAQUE = new ETag("0x8DAF");

  @Test
  void givesBackEveryColumnWhateverTheOrderInWhichARowWasFilled() {
    EntryPage.Builder builder = new EntryPage.Builder(1);
    builder
        .etag(MD5)
        .size(7)
        .storageClass("GLACIER")
        .key(ObjectKey.of("a"))
        .modifiedMillis(1000)
        .endRow();
    builder.key(ObjectKey.of("ü")).etag(PARTS).endRow();
    builder.etag(OPAQUE).key(ObjectKey.of("x".repeat(1024))).endRow();
    builder.key(ObjectKey.of("z")).endRow();

    EntryPage page = builder.build();

    assertThat(page.count()).isEqualTo(4);
    assertThat(page.entry(0))
        .isEqualTo(
            new ObjectEntry(
                ObjectKey.of("a"), 7, Instant.ofEpochSecond(1), MD5, new StorageClass("GLACIER")));
    assertThat(page.entry(1).etag()).isEqualTo(PARTS);
    assertThat(page.entry(1).storageClass()).isEqualTo(StorageClass.STANDARD);
    assertThat(page.entry(2).etag()).isEqualTo(OPAQUE);
    assertThat(page.entry(2).key().length()).isEqualTo(1024);
    assertThat(page.entry(3).etag()).isNull();
  }

  @Test
  void takesEqualTagsOfEqualKindForTheSameAndNothingElse() {
    EntryPage page = page(MD5, PARTS, OPAQUE, null);
    EntryPage other = page(MD5, PARTS, OPAQUE, null);

    for (int row = 0; row < 4; row++) {
      for (int otherRow = 0; otherRow < 4; otherRow++) {
        assertThat(page.sameEtag(row, other, otherRow))
            .as(row + " and " + otherRow)
            .isEqualTo(row == otherRow && row < 3);
      }
    }
  }

  @Test
  void saysWhatIsRareOfTheRowsAloneThatHaveItHoweverManyCome() {
    EntryPage.Builder builder = new EntryPage.Builder(0);
    for (int row = 0; row < 300; row++) {
      builder.key(ObjectKey.of("key" + row));
      switch (row % 30) {
        case 10 -> builder.version("v" + row, true, false);
        case 11 -> builder.version("v" + row, false, true);
        case 12 -> builder.replicating().encryption(true);
        case 13 -> builder.encryption(false);
        case 14 -> builder.expiresMillis(row);
        case 15 -> builder.etag(OPAQUE);
        default -> builder.etag(MD5);
      }
      builder.endRow();
    }

    EntryPage page = builder.build();

    for (int row = 0; row < 300; row++) {
      int kind = row % 30;
      assertThat(page.isLatest(row)).as("%d", row).isEqualTo(kind == 10);
      assertThat(page.isDeleteMarker(row)).as("%d", row).isEqualTo(kind == 11);
      assertThat(page.versionId(row))
          .as("%d", row)
          .isEqualTo(kind == 10 || kind == 11 ? "v" + row : null);
      assertThat(page.isReplicating(row)).as("%d", row).isEqualTo(kind == 12);
      assertThat(page.hidesMd5(row)).as("%d", row).isEqualTo(kind == 12);
      assertThat(page.tellsMd5(row)).as("%d", row).isEqualTo(kind == 13);
      assertThat(page.expiresMillis(row))
          .as("%d", row)
          .isEqualTo(kind == 14 ? row : EntryPage.NEVER);
      assertThat(page.opaqueEtag(row)).as("%d", row).isEqualTo(kind == 15 ? OPAQUE.value() : null);
    }
  }

  @Test
  void beginsAgainWithNothingOfTheLastPage() {
    EntryPage.Builder builder = new EntryPage.Builder(1);
    for (int row = 0; row < 3; row++) {
      builder
          .key(ObjectKey.of("key" + row))
          .version("v" + row, true, true)
          .encryption(true)
          .expiresMillis(row)
          .storageClass("GLACIER")
          .etag(OPAQUE)
          .endRow();
    }
    assertThat(builder.build().flags(2)).isNotZero();
    builder.again();
    for (int row = 0; row < 5; row++) {
      builder.key(ObjectKey.of("other" + row)).size(row).modifiedMillis(row).endRow();
    }

    EntryPage page = builder.build();

    for (int row = 0; row < 5; row++) {
      assertThat(page.entry(row))
          .isEqualTo(
              new ObjectEntry(
                  ObjectKey.of("other" + row),
                  row,
                  Instant.ofEpochMilli(row),
                  null,
                  StorageClass.STANDARD));
      assertThat(page.flags(row)).isZero();
      assertThat(page.expiresMillis(row)).isEqualTo(EntryPage.NEVER);
    }
  }

  private static EntryPage page(@Nullable ETag... etags) {
    EntryPage.Builder builder = new EntryPage.Builder(0);
    for (ETag etag : etags) {
      builder.key(ObjectKey.of("key"));
      if (etag != null) {
        builder.etag(etag);
      }
      builder.endRow();
    }
    return builder.build();
  }
}
