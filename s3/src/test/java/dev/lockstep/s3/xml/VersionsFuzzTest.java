package dev.lockstep.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.VersionsPage;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Spoilt pages of a listing of versions: the scan reads what a real parser reads, or leaves the
/// page to it.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class VersionsFuzzTest {
  private static final String PAGE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name><Prefix></Prefix>\
      <KeyMarker></KeyMarker><VersionIdMarker></VersionIdMarker><MaxKeys>1000</MaxKeys>\
      <EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>\
      <NextKeyMarker>c+d</NextKeyMarker><NextVersionIdMarker>v.3</NextVersionIdMarker>\
      <Version><Key>a%2F%2Fb</Key><VersionId>v1</VersionId><IsLatest>true</IsLatest>\
      <LastModified>2026-11-23T12:00:00.000Z</LastModified>\
      <ETag>&quot;0123456789abcdef0123456789abcdef&quot;</ETag><Size>12345</Size>\
      <StorageClass>STANDARD</StorageClass></Version>\
      <DeleteMarker><Key>c+d</Key><VersionId>null</VersionId><IsLatest>false</IsLatest>\
      <LastModified>2026-11-23T12:00:01Z</LastModified><Owner><ID>me</ID></Owner></DeleteMarker>\
      <Version><ETag>"x-2"</ETag><IsLatest>false</IsLatest><Key>c+d</Key>\
      <LastModified>2026-11-23T12:00:01Z</LastModified><Size>0</Size><VersionId>v.3</VersionId>\
      <Type>Normal</Type></Version>\
      </ListVersionsResult>
      """;

  private static final List<String> WORDS =
      List.of(
          "<Version>",
          "</Version>",
          "<DeleteMarker>",
          "</DeleteMarker>",
          "<VersionId>",
          "</VersionId>",
          "<IsLatest>",
          "</IsLatest>",
          "<NextKeyMarker>",
          "<Key>",
          "</Key>",
          "<Size>",
          "</Size>",
          "&amp;",
          "&#0;",
          "<!--",
          "-->",
          "<![CDATA[",
          "<!DOCTYPE a [<!ENTITY b 'c'>]>",
          "&b;",
          "<IsTruncated>",
          "true",
          "false",
          "null",
          "%",
          "%ff",
          "-1",
          "99999999999999999999",
          "\u0000",
          "</ListVersionsResult>",
          "<a b='c' d=\"e\"/>",
          "\u00ff\u00fe");

  private record Row(ObjectKey key, ObjectVersion version) {}

  @Test
  void agreesWithARealParserOrLeavesThePageToIt() {
    long seed = 3;
    Mutations mutations = new Mutations(seed, WORDS);
    int scanned = 0;
    for (int round = 0; round < Mutations.rounds(); round++) {
      byte[] spoilt = mutations.of(PAGE.getBytes(StandardCharsets.UTF_8));

      VersionsPage page = VersionsScan.scan(spoilt, spoilt.length, 10);
      VersionsPage whole = parsed(spoilt);
      VersionsPage witness = whole == null ? parsed(withoutWhatNobodyReads(spoilt)) : whole;

      if (page != null && isPlain(spoilt)) {
        scanned++;
        String text =
            "seed " + seed + ", round " + round + ": " + new String(spoilt, StandardCharsets.UTF_8);
        assertThat(witness).as(text).isNotNull();
        if (witness != null) {
          assertThat(rows(page.entries())).as(text).isEqualTo(rows(witness.entries()));
          assertThat(page.next()).as(text).isEqualTo(witness.next());
        }
      }
    }
    assertThat(scanned).isPositive();
  }

  /// Bytes that no XML may have, and line ends that a parser would change, are bytes of keys to the
  /// scan.
  private static boolean isPlain(byte[] page) {
    for (byte b : page) {
      if (b < ' ' && b != '\n' && b != '\t' || b == 127) {
        return false;
      }
    }
    return true;
  }

  /// The scan does not look into what it does not need, so a page may be broken there.
  private static byte[] withoutWhatNobodyReads(byte[] page) {
    return new String(page, StandardCharsets.ISO_8859_1)
        .replaceFirst("(?s)^\\s*<\\?xml[^>]*>\\s*", "")
        .replaceFirst("(?s)^<ListVersionsResult(\\s[^>]*)?>", "<ListVersionsResult>")
        .replaceAll("(?s)<(Owner|RestoreStatus)>.*?</\\1>", "")
        .replaceAll("<(Type)>[^<]*</\\1>", "")
        .replaceAll(
            "<(Name|Prefix|Delimiter|KeyMarker|VersionIdMarker|MaxKeys|RequestCharged)\\s*>[^<]*</\\1>",
            "")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static @Nullable VersionsPage parsed(byte[] bytes) {
    try {
      return VersionsDocument.read(StrictXml.document(bytes, 0, bytes.length));
    } catch (XmlException e) {
      return null;
    }
  }

  private static List<Row> rows(EntryPage page) {
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < page.count(); row++) {
      rows.add(new Row(page.key(row), ObjectVersion.of(page, row)));
    }
    return rows;
  }
}
