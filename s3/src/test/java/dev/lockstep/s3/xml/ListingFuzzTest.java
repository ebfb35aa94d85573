package dev.lockstep.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Spoilt pages of a listing: the scan reads what a real parser reads, or leaves the page to it.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ListingFuzzTest {
  private static final String PAGE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name><Prefix></Prefix>\
      <MaxKeys>1000</MaxKeys><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>\
      <NextContinuationToken>t+k=</NextContinuationToken>\
      <Contents><Key>a%2F%2Fb</Key><LastModified>2026-11-23T12:00:00.000Z</LastModified>\
      <ETag>&quot;0123456789abcdef0123456789abcdef&quot;</ETag><Size>12345</Size>\
      <StorageClass>STANDARD</StorageClass></Contents>\
      <Contents><Key>c+d</Key><LastModified>2026-11-23T12:00:01Z</LastModified><ETag>"x-2"</ETag>\
      <ChecksumAlgorithm>CRC32</ChecksumAlgorithm><Size>0</Size><Owner><ID>me</ID></Owner></Contents>\
      </ListBucketResult>
      """;

  private static final List<String> WORDS =
      List.of(
          "<Contents>",
          "</Contents>",
          "<Key>",
          "</Key>",
          "<Size>",
          "</Size>",
          "&amp;",
          "&#0;",
          "&#x110000;",
          "<!--",
          "-->",
          "<![CDATA[",
          "<!DOCTYPE a [<!ENTITY b 'c'>]>",
          "&b;",
          "<IsTruncated>",
          "true",
          "false",
          "%",
          "%F",
          "%ff",
          "-1",
          "99999999999999999999",
          "\u0000",
          "</ListBucketResult>",
          "<a b='c' d=\"e\"/>",
          "xmlns:q='r'",
          "\u00ff\u00fe");

  @Test
  void agreesWithARealParserOrLeavesThePageToIt() {
    long seed = 2;
    Mutations mutations = new Mutations(seed, WORDS);
    int scanned = 0;
    for (int round = 0; round < Mutations.rounds(); round++) {
      byte[] spoilt = mutations.of(PAGE.getBytes(StandardCharsets.UTF_8));

      ListingPage page = ListingScan.scan(spoilt, spoilt.length, 10);
      ListingPage whole = parsed(spoilt);
      ListingPage witness = whole == null ? parsed(withoutWhatNobodyReads(spoilt)) : whole;

      if (page != null && isPlain(spoilt)) {
        scanned++;
        String text =
            "seed " + seed + ", round " + round + ": " + new String(spoilt, StandardCharsets.UTF_8);
        assertThat(witness).as(text).isNotNull();
        if (witness != null) {
          assertThat(entries(page.entries())).as(text).isEqualTo(entries(witness.entries()));
          assertThat(page.nextToken()).as(text).isEqualTo(witness.nextToken());
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
        .replaceFirst("(?s)^<ListBucketResult(\\s[^>]*)?>", "<ListBucketResult>")
        .replaceAll("(?s)<(Owner|RestoreStatus)>.*?</\\1>", "")
        .replaceAll("<(Checksum(?:Algorithm|Type)|Type)>[^<]*</\\1>", "")
        .replaceAll(
            "<(Name|Prefix|Delimiter|StartAfter|KeyCount|MaxKeys|ContinuationToken|RequestCharged)\\s*>[^<]*</\\1>",
            "")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static @Nullable ListingPage parsed(byte[] bytes) {
    try {
      return ListingDocument.read(StrictXml.document(bytes, 0, bytes.length));
    } catch (XmlException e) {
      return null;
    }
  }

  private static List<ObjectEntry> entries(EntryPage page) {
    List<ObjectEntry> entries = new ArrayList<>();
    for (int row = 0; row < page.count(); row++) {
      entries.add(page.entry(row));
    }
    return entries;
  }
}
