package dev.lockstep.s3.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// A page of a listing as some store might send it: in any order, spaced anyhow, and on request
/// with what no store sends.
final class RandomListing {
  private static final String[] PIECES = {
    "a",
    "b/",
    "ü",
    "漢",
    "😀",
    " ",
    "+",
    "%",
    "%2F",
    "&amp;",
    "&lt;",
    "&gt;",
    "&quot;",
    "&apos;",
    "&#x41;",
    "&#66;",
    "&#x1F600;",
    "\\",
    "'",
    "\"",
    "."
  };
  private static final String[] URL_PIECES = {
    "a", "b/", "%C3%BC", "+", "%20", "%2B", "%25", "%2f", "~", "%F0%9F%98%80"
  };
  private static final String[] ODDITIES = {
    "<![CDATA[x]]>",
    "<!-- -->",
    "<Unknown>u</Unknown>",
    "<Unknown><Key>inner</Key></Unknown>",
    "<Key attribute=\"a>b\">attributed</Key>",
    "<Size></Size>",
    "<Size>-1</Size>",
    "<Size>99999999999999999999</Size>",
    "<LastModified>yesterday</LastModified>",
    "<LastModified>2026-02-30T00:00:00Z</LastModified>",
    "<ETag/>",
    "<StorageClass/>",
    "<StorageClass>&amp;</StorageClass>",
    "&unknown;",
    "<IsTruncated>maybe</IsTruncated>",
    "<EncodingType>url</EncodingType>",
    "<Contents></Contents>",
    "<Contents/>",
    "<Prefix/>",
    "text",
    "<?instruction?>",
    "<Key>",
    "</Contents>"
  };

  private final Random random;
  private final boolean odd;
  private final boolean url;

  RandomListing(Random random, boolean odd) {
    this.random = random;
    this.odd = odd;
    url = random.nextBoolean();
  }

  String page() {
    List<String> front = new ArrayList<>();
    front.add("<Name>bucket</Name>");
    front.add(random.nextBoolean() ? "<Prefix>p&amp;q</Prefix>" : "<Prefix/>");
    front.add("<KeyCount>3</KeyCount>");
    front.add("<MaxKeys>1000</MaxKeys>");
    boolean more = random.nextBoolean();
    front.add("<IsTruncated>" + more + "</IsTruncated>");
    if (more || random.nextInt(4) == 0) {
      front.add("<NextContinuationToken>t&amp;+/=" + random.nextInt() + "</NextContinuationToken>");
    }
    String encoding = "<EncodingType>url</EncodingType>";
    boolean behind = random.nextBoolean();
    if (url && !behind) {
      front.add(encoding);
    }
    Collections.shuffle(front, random);
    StringBuilder page = new StringBuilder(random.nextBoolean() ? "" : prologue());
    page.append("<ListBucketResult");
    page.append(random.nextBoolean() ? " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"" : "");
    page.append('>');
    front.forEach(part -> add(page, part));
    for (int row = random.nextInt(5); row > 0; row--) {
      add(page, row());
    }
    if (url && behind) {
      add(page, encoding);
    }
    return page.append("</ListBucketResult>").append(blank()).toString();
  }

  private String prologue() {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + blank();
  }

  private void add(StringBuilder page, String part) {
    page.append(blank()).append(part).append(blank());
    if (odd && random.nextInt(12) == 0) {
      page.append(ODDITIES[random.nextInt(ODDITIES.length)]);
    }
  }

  String blank() {
    return switch (random.nextInt(6)) {
      case 0 -> "\n  ";
      case 1 -> "\r\n\t";
      default -> "";
    };
  }

  private String row() {
    List<String> columns = columns();
    if (odd && random.nextInt(8) == 0) {
      columns.remove(random.nextInt(columns.size()));
    }
    Collections.shuffle(columns, random);
    int place = odd && random.nextInt(4) == 0 ? random.nextInt(columns.size()) : 0;
    columns.add(place, "<Key>" + key() + "</Key>");
    StringBuilder row = new StringBuilder("<Contents>");
    columns.forEach(column -> add(row, column));
    return row.append("</Contents>").toString();
  }

  /// What a row tells beside its key.
  List<String> columns() {
    List<String> columns = new ArrayList<>();
    columns.add("<LastModified>" + time() + "</LastModified>");
    columns.add("<Size>" + random.nextLong(1L << random.nextInt(1, 60)) + "</Size>");
    maybe(columns, "<ETag>" + etag() + "</ETag>");
    maybe(columns, "<StorageClass>" + storageClass() + "</StorageClass>");
    maybe(columns, "<Owner><ID>x&amp;y</ID><DisplayName>d</DisplayName></Owner>");
    maybe(columns, "<ChecksumAlgorithm>CRC32</ChecksumAlgorithm>");
    maybe(columns, "<ChecksumType>FULL_OBJECT</ChecksumType>");
    maybe(
        columns, "<RestoreStatus><IsRestoreInProgress>false</IsRestoreInProgress></RestoreStatus>");
    return columns;
  }

  /// Whether keys are to be encoded.
  boolean isUrlEncoded() {
    return url;
  }

  private void maybe(List<String> columns, String column) {
    if (random.nextInt(3) > 0) {
      columns.add(column);
    }
  }

  String key() {
    String[] pieces = url ? URL_PIECES : PIECES;
    StringBuilder key = new StringBuilder("k");
    for (int i = random.nextInt(8); i > 0; i--) {
      key.append(pieces[random.nextInt(pieces.length)]);
    }
    return key.toString();
  }

  String time() {
    String seconds =
        String.format(
            "%04d-%02d-%02dT%02d:%02d:%02d",
            random.nextInt(1970, 2200),
            random.nextInt(1, 13),
            random.nextInt(1, 29),
            random.nextInt(24),
            random.nextInt(60),
            random.nextInt(60));
    return seconds + (random.nextBoolean() ? "Z" : String.format(".%03dZ", random.nextInt(1000)));
  }

  private String etag() {
    byte[] digest = new byte[16];
    random.nextBytes(digest);
    String hex = HexFormat.of().formatHex(digest);
    String tag =
        switch (random.nextInt(4)) {
          case 0 -> hex + "-" + random.nextInt(1, 10_001);
          case 1 -> "opaque&amp;" + new String(digest, 0, 0, UTF_8);
          default -> hex;
        };
    String quote =
        switch (random.nextInt(4)) {
          case 0 -> "\"";
          case 1 -> "&#34;";
          case 2 -> "";
          default -> "&quot;";
        };
    return quote + tag + quote;
  }

  private String storageClass() {
    return switch (random.nextInt(3)) {
      case 0 -> "GLACIER";
      case 1 -> "STANDARD_IA";
      default -> "STANDARD";
    };
  }
}
