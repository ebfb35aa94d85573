package dev.lockstep.object;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The columns that most pages don't have: each is made when a first row has something to say
/// there, with the room of the page's other columns.
///
/// A page and its builder share one of these. One thread at a time writes, before anybody reads.
final class RareColumns {
  /// In [#addFlags]: the row is the newest version of its key.
  static final byte LATEST = 1;

  /// In [#addFlags]: the row is the mark of a deletion.
  static final byte DELETE_MARKER = 2;

  /// In [#addFlags]: the object has yet to be replicated.
  static final byte REPLICATING = 4;

  /// In [#addFlags]: the object is encrypted so that its tag is no MD5.
  static final byte HIDES_MD5 = 8;

  /// In [#addFlags]: the object is not encrypted so.
  static final byte TELLS_MD5 = 16;

  private int room;
  private @Nullable String @Nullable [] opaqueEtags;
  private @Nullable String @Nullable [] versionIds;
  private byte @Nullable [] flags;
  private long @Nullable [] expiresMillis;

  /// @param room for how many rows
  RareColumns(int room) {
    this.room = room;
  }

  @Nullable String opaqueEtag(int row) {
    return opaqueEtags == null ? null : opaqueEtags[row];
  }

  void opaqueEtag(int row, String value) {
    if (opaqueEtags == null) {
      opaqueEtags = new String[room];
    }
    opaqueEtags[row] = value;
  }

  @Nullable String versionId(int row) {
    return versionIds == null ? null : versionIds[row];
  }

  void versionId(int row, String id) {
    if (versionIds == null) {
      versionIds = new String[room];
    }
    versionIds[row] = id;
  }

  byte flags(int row) {
    return flags == null ? 0 : flags[row];
  }

  boolean has(int row, byte flag) {
    return flags != null && (flags[row] & flag) != 0;
  }

  void addFlags(int row, byte more) {
    if (flags == null) {
      flags = new byte[room];
    }
    flags[row] |= more;
  }

  long expiresMillis(int row) {
    return expiresMillis == null ? EntryPage.NEVER : expiresMillis[row];
  }

  void expiresMillis(int row, long millis) {
    if (expiresMillis == null) {
      expiresMillis = new long[room];
      Arrays.fill(expiresMillis, EntryPage.NEVER);
    }
    expiresMillis[row] = millis;
  }

  /// Says nothing of a row.
  void clear(int row) {
    if (opaqueEtags != null) {
      opaqueEtags[row] = null;
    }
    if (versionIds != null) {
      versionIds[row] = null;
    }
    if (flags != null) {
      flags[row] = 0;
    }
    if (expiresMillis != null) {
      expiresMillis[row] = EntryPage.NEVER;
    }
  }

  /// Makes room for more rows. What is said of them is open until they are cleared.
  void grow(int more) {
    room = more;
    opaqueEtags = opaqueEtags == null ? null : Arrays.copyOf(opaqueEtags, more);
    versionIds = versionIds == null ? null : Arrays.copyOf(versionIds, more);
    flags = flags == null ? null : Arrays.copyOf(flags, more);
    expiresMillis = expiresMillis == null ? null : Arrays.copyOf(expiresMillis, more);
  }
}
