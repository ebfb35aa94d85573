package dev.lockstep.benchmarks.inner;

import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.s3.xml.ListingScan;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A last page of 1,000 keys, as Amazon writes it.
final class ListedPage {
  static final int ROWS = 1000;

  private ListedPage() {}

  static byte[] text() {
    StringBuilder text = new StringBuilder(400 * ROWS);
    text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult")
        .append(" xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>photos</Name>")
        .append("<Prefix></Prefix><KeyCount>1000</KeyCount><MaxKeys>1000</MaxKeys>")
        .append("<EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>");
    for (int row = 0; row < ROWS; row++) {
      text.append(
          """
          <Contents><Key>photos/2026/album-%04d/picture-%08d.jpg</Key>\
          <LastModified>2026-01-02T03:04:05.000Z</LastModified>\
          <ETag>&quot;9b2cf535f27731c974343645%08x&quot;</ETag><Size>%d</Size>\
          <StorageClass>STANDARD</StorageClass></Contents>\
          """
              .formatted(row / 100, row, row, 4096 + row));
    }
    return text.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8);
  }

  static ListingPage page() {
    byte[] text = text();
    return Objects.requireNonNull(ListingScan.scan(text, text.length, ROWS));
  }
}
