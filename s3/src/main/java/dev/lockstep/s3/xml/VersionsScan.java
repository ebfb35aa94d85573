package dev.lockstep.s3.xml;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lockstep.endpoint.VersionsPage;
import dev.lockstep.endpoint.VersionsRequest;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a page of ListObjectVersions straight into columns, as [ListingScan] does one of
/// ListObjectsV2: versions and delete markers in the order in which the store has written them.
/// What is of another shape is left to [VersionsDocument].
public final class VersionsScan {
  private static final byte[] VERSION = ByteCursor.ascii("<Version>");
  private static final byte[] MARKER = ByteCursor.ascii("<DeleteMarker>");

  private final ByteCursor text;
  private final EntryPage.Builder page;
  private final RowScan rows;
  private final PageFrame frame;
  private @Nullable ObjectKey nextKey;
  private @Nullable String nextVersion;

  private VersionsScan(byte[] bytes, int length, int rows) {
    text = new ByteCursor(bytes, length);
    page = new EntryPage.Builder(rows);
    this.rows = new RowScan(text, page);
    frame =
        new PageFrame(
            text, "ListVersionsResult", List.of("Version", "DeleteMarker"), this::property);
  }

  /// @param rows how many rows to expect
  /// @return null when the page is of another shape
  public static @Nullable VersionsPage scan(byte[] bytes, int length, int rows) {
    return new VersionsScan(bytes, length, rows).scan();
  }

  private @Nullable VersionsPage scan() {
    if (!frame.begins()) {
      return null;
    }
    while (true) {
      text.skipBlank();
      if (text.is(VERSION)) {
        if (!rows.version(frame.urlEncoded())) {
          return null;
        }
      } else if (text.is(MARKER)) {
        if (!rows.deleteMarker(frame.urlEncoded())) {
          return null;
        }
      } else if (frame.ends()) {
        return frame.isComplete() ? page() : null;
      } else if (!frame.property()) {
        return null;
      }
    }
  }

  private @Nullable VersionsPage page() {
    if (frame.isLast()) {
      return new VersionsPage(page.build(), null);
    }
    if (nextKey == null || nextKey.isEmpty()) {
      return null;
    }
    boolean wholeKey = nextVersion == null || nextVersion.isEmpty();
    VersionId behind = wholeKey ? null : new VersionId(String.valueOf(nextVersion));
    return new VersionsPage(page.build(), new VersionsRequest.Marker(nextKey, behind));
  }

  private boolean property(String name, int from, int to) {
    return switch (name) {
      case "NextKeyMarker" -> nextKey(from, to);
      case "NextVersionIdMarker" -> nextVersion(from, to);
      case "KeyMarker", "VersionIdMarker" -> true;
      default -> false;
    };
  }

  private boolean nextKey(int from, int to) {
    byte[] decoded = new byte[to - from];
    int length = KeyText.decode(text.bytes, from, to, frame.urlEncoded(), decoded, 0);
    if (nextKey != null || length < 0) {
      return false;
    }
    nextKey = ObjectKey.ofBytes(decoded, 0, length);
    return true;
  }

  private boolean nextVersion(int from, int to) {
    if (nextVersion != null || !text.isPlain(from, to)) {
      return false;
    }
    nextVersion = new String(text.bytes, from, to - from, US_ASCII);
    return true;
  }
}
