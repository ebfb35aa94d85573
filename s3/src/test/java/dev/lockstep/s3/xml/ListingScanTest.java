package dev.lockstep.s3.xml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListingScanTest {
  private static @Nullable ListingPage scan(String xml) {
    byte[] bytes = xml.getBytes(UTF_8);
    return ListingScan.scan(bytes, bytes.length, 10);
  }

  private static ListingPage parsed(String xml) {
    byte[] bytes = xml.getBytes(UTF_8);
    return ListingDocument.read(StrictXml.document(bytes, 0, bytes.length));
  }

  private static List<ObjectEntry> entries(EntryPage page) {
    List<ObjectEntry> entries = new ArrayList<>();
    for (int row = 0; row < page.count(); row++) {
      entries.add(page.entry(row));
    }
    return entries;
  }

  private static ListingPage scanned(String xml) {
    return Objects.requireNonNull(scan(xml), xml);
  }

  private static void assertSame(ListingPage page, ListingPage witness, String xml) {
    assertThat(entries(page.entries())).as(xml).isEqualTo(entries(witness.entries()));
    assertThat(page.nextToken()).as(xml).isEqualTo(witness.nextToken());
  }

  @Test
  void readsWhatARealParserReads() {
    for (int seed = 0; seed < 1500; seed++) {
      RandomListing listing = new RandomListing(new Random(seed), false);
      String xml = listing.page();
      assertSame(scanned(xml), parsed(xml), xml);
    }
  }

  @Test
  void givesUpOrAgreesWhereAPageIsUnusual() {
    int scanned = 0;
    int refused = 0;
    for (int seed = 0; seed < 3000; seed++) {
      String xml = new RandomListing(new Random(seed), true).page();
      ListingPage page = scan(xml);
      ListingPage witness = null;
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
    String xml = new RandomListing(new Random(1), false).page().strip();
    byte[] bytes = xml.getBytes(UTF_8);
    for (int length = 0; length < bytes.length; length++) {
      int end = length;
      assertThat(ListingScan.scan(bytes, end, 10)).isNull();
      assertThatThrownBy(() -> ListingDocument.read(XmlElement.read(bytes, end)))
          .isInstanceOf(XmlException.class);
    }
  }

  @Test
  void neverFailsOtherwiseThanByGivingUp() {
    Random random = new Random(99);
    byte[] original = new RandomListing(new Random(2), false).page().getBytes(UTF_8);
    for (int i = 0; i < 5000; i++) {
      byte[] bytes = original.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      ListingPage page = ListingScan.scan(bytes, bytes.length, 10);
      if (page == null) {
        try {
          ListingDocument.read(XmlElement.read(bytes, bytes.length));
        } catch (XmlException _) {
          // The one way to fail.
        }
      }
    }
  }

  @Test
  void decodesUrlEncodingOnlyWhereItIsDeclared() {
    String row = row("a%20b+c%2Fd%F0%9F%98%80");
    assertThat(key(page("<EncodingType>url</EncodingType>" + row))).isEqualTo("a b c/d😀");
    assertThat(key(page(row + "<EncodingType>url</EncodingType>"))).isEqualTo("a b c/d😀");
    assertThat(key(page(row))).isEqualTo("a%20b+c%2Fd%F0%9F%98%80");
  }

  @Test
  void takesBytesThatXmlForbidsAsTheyAre() {
    String xml = page(row("ctl\u0001\r\nx"));

    assertThat(key(xml)).isEqualTo("ctl\u0001\r\nx");
  }

  @Test
  void refusesKeysThatAreNotEncodedAsDeclared() {
    String xml = page("<EncodingType>url</EncodingType>" + row("100%"));

    assertThat(scan(xml)).isNull();
    assertThatThrownBy(() -> parsed(xml)).hasMessageContaining("URL-encoded");
  }

  @Test
  void refusesAPageThatGoesOnWithoutSayingWhere() {
    String xml = "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>";

    assertThat(scan(xml)).isNull();
    assertThatThrownBy(() -> parsed(xml)).hasMessageContaining("goes on");
  }

  @Test
  void refusesAPageThatDoesNotSayWhetherItGoesOn() {
    assertThat(scan("<ListBucketResult></ListBucketResult>")).isNull();
    assertThatThrownBy(() -> parsed("<ListBucketResult></ListBucketResult>"))
        .isInstanceOf(XmlException.class);
  }

  @Test
  void refusesPrefixesBecauseTheyHideKeys() {
    String xml = page("<CommonPrefixes><Prefix>a/</Prefix></CommonPrefixes>");

    assertThat(scan(xml)).isNull();
    assertThatThrownBy(() -> parsed(xml)).hasMessageContaining("common prefixes");
  }

  @Test
  void refusesDocumentTypesAndEntities() {
    String bomb =
        "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
            + page(row("&b;")).replace("<?xml version=\"1.0\"?>", "");

    assertThat(scan(bomb)).isNull();
    assertThatThrownBy(() -> parsed(bomb)).isInstanceOf(XmlException.class);
    String external =
        "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><ListBucketResult/>";
    assertThatThrownBy(() -> parsed(external)).isInstanceOf(XmlException.class);
  }

  @Test
  void readsEveryFormOfAnEtag() {
    String digest = "0123456789abcdef0123456789abcdef";
    for (String quote : new String[] {"", "\"", "&quot;", "&#34;", "&#x22;"}) {
      for (String tag :
          new String[] {
            digest, digest + "-7", digest + "-10000", "opaque", digest.toUpperCase(Locale.ROOT)
          }) {
        ListingPage page = scanned(page(row("k").replace("ETAG", quote + tag + quote)));
        assertThat(page.entries().entry(0).etag()).hasToString(tag);
      }
    }
    assertThat(scanned(page(row("k").replace("ETAG", ""))).entries().entry(0).etag()).isNull();
    assertThat(scanned(page(row("k").replace("<ETag>ETAG</ETag>", ""))).entries().entry(0).etag())
        .isNull();
  }

  private static String key(String xml) {
    ObjectKey key = scanned(xml).entries().key(0);
    return new String(key.toBytes(), UTF_8);
  }

  private static String page(String content) {
    return "<?xml version=\"1.0\"?><ListBucketResult><IsTruncated>false</IsTruncated>"
        + content
        + "</ListBucketResult>";
  }

  private static String row(String key) {
    return "<Contents><Key>"
        + key
        + "</Key><LastModified>2026-11-23T16:01:53.123Z</LastModified><ETag>ETAG</ETag>"
        + "<Size>5</Size></Contents>";
  }

  @Test
  void keepsBytesThatAreNoUtf8() {
    byte[] bytes = page(row("K")).getBytes(UTF_8);
    bytes[new String(bytes, ISO_8859_1).indexOf(">K<") + 1] = (byte) 0xff;

    ListingPage page = Objects.requireNonNull(ListingScan.scan(bytes, bytes.length, 1));

    assertThat(page.entries().key(0).toBytes()).containsExactly(0xff);
  }
}
