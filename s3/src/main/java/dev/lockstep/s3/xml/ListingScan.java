package dev.lockstep.s3.xml;

import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.object.EntryPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a page of ListObjectsV2 straight into columns.
///
/// It knows the one shape that stores send. At the first thing of another shape it stops, and
/// [ListingDocument] reads the page from the beginning with a real parser: so nothing is guessed
/// at.
public final class ListingScan {
  private static final byte[] ROW = ByteCursor.ascii("<Contents>");

  private final ByteCursor text;
  private final EntryPage.Builder page;
  private final RowScan rows;
  private final PageFrame frame;
  private @Nullable String nextToken;

  private ListingScan(byte[] bytes, int length, int rows) {
    text = new ByteCursor(bytes, length);
    page = new EntryPage.Builder(rows);
    this.rows = new RowScan(text, page);
    frame = new PageFrame(text, "ListBucketResult", List.of("Contents"), this::property);
  }

  /// @param rows how many rows to expect
  /// @return null when the page is of another shape
  public static @Nullable ListingPage scan(byte[] bytes, int length, int rows) {
    return new ListingScan(bytes, length, rows).scan();
  }

  private @Nullable ListingPage scan() {
    if (!frame.begins()) {
      return null;
    }
    while (true) {
      text.skipBlank();
      if (text.is(ROW)) {
        if (!rows.object(frame.urlEncoded())) {
          return null;
        }
      } else if (frame.ends()) {
        return frame.isComplete() ? page() : null;
      } else if (!frame.property()) {
        return null;
      }
    }
  }

  private @Nullable ListingPage page() {
    if (!frame.isLast() && nextToken == null) {
      return null;
    }
    return new ListingPage(page.build(), frame.isLast() ? null : nextToken);
  }

  private boolean property(String name, int from, int to) {
    return switch (name) {
      case "NextContinuationToken" -> nextToken(text.decoded(from, to));
      case "StartAfter", "KeyCount", "ContinuationToken" -> true;
      default -> false;
    };
  }

  private boolean nextToken(@Nullable String value) {
    boolean sound = nextToken == null && value != null && !value.isEmpty();
    nextToken = value;
    return sound;
  }
}
