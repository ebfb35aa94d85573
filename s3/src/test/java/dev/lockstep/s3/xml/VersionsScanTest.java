package dev.lockstep.s3.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.endpoint.VersionsPage;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VersionsScanTest {
  private record Row(ObjectKey key, ObjectVersion version) {}

  private static @Nullable VersionsPage scan(String xml) {
    byte[] bytes = xml.getBytes(UTF_8);
    return VersionsScan.scan(bytes, bytes.length, 10);
  }

  private static VersionsPage scanned(String xml) {
    return Objects.requireNonNull(scan(xml), xml);
  }

  private static VersionsPage parsed(String xml) {
    byte[] bytes = xml.getBytes(UTF_8);
    return VersionsDocument.read(StrictXml.document(bytes, 0, bytes.length));
  }

  private static List<Row> rows(EntryPage page) {
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < page.count(); row++) {
      rows.add(new Row(page.key(row), ObjectVersion.of(page, row)));
    }
    return rows;
  }

  private static void assertSame(VersionsPage page, VersionsPage witness, String xml) {
    assertThat(rows(page.entries())).as(xml).isEqualTo(rows(witness.entries()));
    assertThat(page.next()).as(xml).isEqualTo(witness.next());
  }

  @Test
  void readsWhatARealParserReads() {
    int sound = 0;
    for (int seed = 0; seed < 1500; seed++) {
      String xml = new RandomVersions(new Random(seed), false).page();
      assertSame(scanned(xml), parsed(xml), xml);
      sound++;
    }
    assertThat(sound).isEqualTo(1500);
  }

  @Test
  void givesUpOrAgreesWhereAPageIsUnusual() {
    int scanned = 0;
    int refused = 0;
    for (int seed = 0; seed < 3000; seed++) {
      String xml = new RandomVersions(new Random(seed), true).page();
      VersionsPage page = scan(xml);
      VersionsPage witness = null;
      try {
        witness = parsed(xml);
      } catch (XmlException _) {
        refused++;
      }
      if (page != null) {
        scanned++;
        assertSame(page, Objects.requireNonNull(witness, xml), xml);
      }
    }
    assertThat(scanned).isGreaterThan(100);
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void neverTakesAPieceOfAPageForThePage() {
    byte[] bytes = new RandomVersions(new Random(1), false).page().strip().getBytes(UTF_8);
    for (int length = 0; length < bytes.length; length++) {
      int end = length;
      assertThat(VersionsScan.scan(bytes, end, 10)).isNull();
      assertThatThrownBy(() -> VersionsDocument.read(XmlElement.read(bytes, end)))
          .isInstanceOf(XmlException.class);
    }
  }

  @Test
  void readsThePageOfEachStoreWithoutAParser() {
    for (String row :
        List.of(
            // AWS
            "<Version><Key>k</Key><VersionId>v1</VersionId><IsLatest>true</IsLatest>"
                + "<LastModified>2026-11-23T16:01:53.000Z</LastModified><ETag>&quot;e&quot;</ETag>"
                + "<Size>5</Size><StorageClass>STANDARD</StorageClass><Owner><ID>o</ID></Owner></Version>",
            // MinIO
            "<Version><Key>k</Key><LastModified>2026-11-23T16:01:53.123Z</LastModified>"
                + "<ETag>&#34;e&#34;</ETag><Size>5</Size><Owner><ID>o</ID><DisplayName>d</DisplayName></Owner>"
                + "<StorageClass>STANDARD</StorageClass><IsLatest>true</IsLatest><VersionId>v1</VersionId></Version>",
            // Ceph RGW
            "<Version><Key>k</Key><VersionId>v1</VersionId><IsLatest>true</IsLatest>"
                + "<LastModified>2026-11-23T16:01:53.123Z</LastModified><ETag>&quot;e&quot;</ETag><Size>5</Size>"
                + "<StorageClass>STANDARD</StorageClass><Owner><ID>o</ID></Owner><Type>Normal</Type></Version>",
            // versitygw
            "<Version><ETag>&#34;e&#34;</ETag><IsLatest>true</IsLatest><Key>k</Key>"
                + "<LastModified>2026-11-23T16:01:53Z</LastModified><Size>5</Size>"
                + "<StorageClass>STANDARD</StorageClass><VersionId>v1</VersionId></Version>")) {
      VersionsPage page = scanned(page(row));

      assertThat(page.entries().versionId(0)).isEqualTo("v1");
      assertThat(page.entries().isLatest(0)).isTrue();
      assertThat(page.entries().isDeleteMarker(0)).isFalse();
      assertThat(page.entries().entry(0).etag()).hasToString("e");
    }
  }

  @Test
  void aMarkerHasNeitherSizeNorTag() {
    VersionsPage page =
        scanned(
            page(
                "<DeleteMarker><Key>k</Key><LastModified>2026-11-23T16:01:53Z</LastModified>"
                    + "<ETag>\"e\"</ETag><Size>7</Size><StorageClass></StorageClass>"
                    + "<VersionId>m</VersionId></DeleteMarker>"));

    assertThat(page.entries().isDeleteMarker(0)).isTrue();
    assertThat(page.entries().size(0)).isZero();
    assertThat(page.entries().entry(0).etag()).isNull();
  }

  @Test
  void aRowDoesNotTakeTheIdOfTheOneBefore() {
    String time = "<LastModified>2026-11-23T16:01:53Z</LastModified><Size>1</Size>";
    VersionsPage page =
        scanned(
            page(
                "<Version><Key>a</Key>"
                    + time
                    + "<VersionId>v</VersionId><IsLatest>true</IsLatest></Version>"
                    + "<Version><Key>b</Key>"
                    + time
                    + "</Version>"));

    assertThat(page.entries().versionId(1)).isEqualTo("null");
    assertThat(page.entries().isLatest(1)).isFalse();
  }

  @Test
  void refusesAPageThatGoesOnWithoutSayingWhere() {
    String xml = "<ListVersionsResult><IsTruncated>true</IsTruncated></ListVersionsResult>";

    assertThat(scan(xml)).isNull();
    assertThatThrownBy(() -> parsed(xml)).hasMessageContaining("goes on");
  }

  @Test
  void refusesPrefixesBecauseTheyHideKeys() {
    String xml = page("<CommonPrefixes><Prefix>a/</Prefix></CommonPrefixes>");

    assertThat(scan(xml)).isNull();
    assertThatThrownBy(() -> parsed(xml)).hasMessageContaining("common prefixes");
  }

  @Test
  void leavesDocumentTypesAndEntitiesToTheParserThatRefusesThem() {
    String bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>" + page("&b;");

    assertThat(scan(bomb)).isNull();
    assertThatThrownBy(() -> parsed(bomb)).isInstanceOf(XmlException.class);
  }

  private static String page(String content) {
    return "<ListVersionsResult><IsTruncated>false</IsTruncated>"
        + content
        + "</ListVersionsResult>";
  }
}
