package dev.lockstep.s3.xml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// A page of a listing of versions as some store might send it: columns in any order, the key not
/// first at some, and on request with what no store sends.
final class RandomVersions {
  private static final String[] ODDITIES = {
    "<VersionId>a</VersionId>",
    "<VersionId></VersionId>",
    "<VersionId/>",
    "<VersionId>a&amp;b</VersionId>",
    "<VersionId> a </VersionId>",
    "<IsLatest>true</IsLatest>",
    "<IsLatest> true</IsLatest>",
    "<IsLatest>perhaps</IsLatest>",
    "<Size>x</Size>",
    "<StorageClass/>",
    "<DeleteMarker/>",
    "<Version></Version>",
    "<Version>",
    "</DeleteMarker>",
    "<CommonPrefixes><Prefix>a/</Prefix></CommonPrefixes>",
    "<NextKeyMarker/>",
    "<NextVersionIdMarker>v</NextVersionIdMarker>",
    "<EncodingType>url</EncodingType>",
    "<Contents><Key>k</Key></Contents>",
    "<Key></Key>",
    "<!-- -->",
    "<![CDATA[x]]>",
    "&unknown;",
    "text"
  };

  private final Random random;
  private final boolean odd;
  private final RandomListing parts;

  RandomVersions(Random random, boolean odd) {
    this.random = random;
    this.odd = odd;
    this.parts = new RandomListing(random, false);
  }

  String page() {
    List<String> front = new ArrayList<>();
    front.add("<Name>bucket</Name>");
    front.add(random.nextBoolean() ? "<Prefix>p&amp;q</Prefix>" : "<Prefix/>");
    front.add(random.nextBoolean() ? "<KeyMarker></KeyMarker>" : "<KeyMarker>a&amp;b</KeyMarker>");
    front.add("<VersionIdMarker/>");
    front.add("<MaxKeys>1000</MaxKeys>");
    boolean more = random.nextBoolean();
    front.add("<IsTruncated>" + more + "</IsTruncated>");
    if (more || random.nextInt(4) == 0) {
      front.add("<NextKeyMarker>" + parts.key() + "</NextKeyMarker>");
      if (random.nextBoolean()) {
        front.add("<NextVersionIdMarker>" + id() + "</NextVersionIdMarker>");
      }
    }
    boolean behind = random.nextBoolean();
    if (parts.isUrlEncoded() && !behind) {
      front.add("<EncodingType>url</EncodingType>");
    }
    Collections.shuffle(front, random);
    StringBuilder page = new StringBuilder("<ListVersionsResult");
    page.append(random.nextBoolean() ? " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"" : "");
    page.append('>');
    front.forEach(part -> add(page, part));
    for (int row = random.nextInt(6); row > 0; row--) {
      add(page, random.nextInt(3) == 0 ? marker() : version());
    }
    if (parts.isUrlEncoded() && behind) {
      page.append("<EncodingType>url</EncodingType>");
    }
    return page.append("</ListVersionsResult>").append(parts.blank()).toString();
  }

  private void add(StringBuilder page, String part) {
    page.append(parts.blank()).append(part).append(parts.blank());
    if (odd && random.nextInt(25) == 0) {
      page.append(ODDITIES[random.nextInt(ODDITIES.length)]);
    }
  }

  private String version() {
    List<String> columns = parts.columns();
    columns.add("<Key>" + parts.key() + "</Key>");
    ofBoth(columns);
    return row("Version", columns);
  }

  /// Some stores write what a marker does not have.
  private String marker() {
    List<String> columns = new ArrayList<>();
    columns.add("<Key>" + parts.key() + "</Key>");
    columns.add("<LastModified>" + parts.time() + "</LastModified>");
    if (random.nextInt(3) == 0) {
      columns.add("<Size>0</Size>");
      columns.add("<ETag></ETag>");
      columns.add("<StorageClass></StorageClass>");
    }
    ofBoth(columns);
    return row("DeleteMarker", columns);
  }

  private void ofBoth(List<String> columns) {
    if (random.nextInt(8) > 0) {
      columns.add("<VersionId>" + id() + "</VersionId>");
    }
    if (random.nextInt(8) > 0) {
      columns.add("<IsLatest>" + random.nextBoolean() + "</IsLatest>");
    }
    if (random.nextBoolean()) {
      columns.add("<Type>Normal</Type>");
    }
  }

  private String row(String name, List<String> columns) {
    if (odd && random.nextInt(16) == 0) {
      columns.remove(random.nextInt(columns.size()));
    }
    Collections.shuffle(columns, random);
    StringBuilder row = new StringBuilder("<" + name + ">");
    columns.forEach(column -> add(row, column));
    return row.append("</").append(name).append('>').toString();
  }

  private String id() {
    return switch (random.nextInt(4)) {
      case 0 -> "null";
      case 1 -> "";
      default -> "v." + Long.toUnsignedString(random.nextLong(), 36) + "_-+/=";
    };
  }
}
