package dev.lockstep.object;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A run of listed objects in columns: the form in which hundreds of millions of them pass through.
///
/// Nothing is allocated per row. Keys stand one after another in one array; an ETag is two longs
/// and its number of parts; storage classes and opaque ETags are references that rows share. What
/// few pages have (versions, what only a report tells) is in [RareColumns]. [#entry] makes a record
/// of a row for the few that need one.
public final class EntryPage {
  /// In [#etagParts]: the tag is a plain digest, an MD5 unless the store encrypts.
  public static final int PLAIN_DIGEST = 0;

  /// In [#etagParts]: the tag has another form; see [#entry].
  public static final int OPAQUE = -1;

  /// In [#etagParts]: the store listed no tag.
  public static final int NO_ETAG = -2;

  /// In [#size]: nobody said how large it is.
  public static final long UNKNOWN_SIZE = -1;

  /// In [#modifiedMillis]: nobody said when.
  public static final long UNKNOWN_TIME = Long.MIN_VALUE;

  /// In [#expiresMillis]: no lifecycle rule is known to expire it.
  public static final long NEVER = Long.MAX_VALUE;

  private final int count;
  private final byte[] keyBytes;
  private final int[] keyEnds;
  private final long[] sizes;
  private final long[] modifiedMillis;
  private final long[] etagHigh;
  private final long[] etagLow;
  private final int[] etagParts;
  private final String[] storageClasses;
  private final RareColumns rare;

  private EntryPage(Builder from) {
    count = from.count;
    keyBytes = from.keyBytes;
    keyEnds = from.keyEnds;
    sizes = from.sizes;
    modifiedMillis = from.modifiedMillis;
    etagHigh = from.etagHigh;
    etagLow = from.etagLow;
    etagParts = from.etagParts;
    storageClasses = from.storageClasses;
    rare = from.rare;
  }

  public int count() {
    return count;
  }

  /// The array in which the keys stand; not to be changed.
  public byte[] keyBytes() {
    return keyBytes;
  }

  public int keyStart(int row) {
    return row == 0 ? 0 : keyEnds[row - 1];
  }

  public int keyEnd(int row) {
    return keyEnds[row];
  }

  public ObjectKey key(int row) {
    return ObjectKey.ofBytes(keyBytes, keyStart(row), keyEnds[row]);
  }

  /// In bytes; [#UNKNOWN_SIZE] where nobody said, as in manifests.
  public long size(int row) {
    return sizes[row];
  }

  /// Milliseconds since 1970; [#UNKNOWN_TIME] where nobody said.
  public long modifiedMillis(int row) {
    return modifiedMillis[row];
  }

  /// The parts of a multipart tag (1 or more), or [#PLAIN_DIGEST], [#OPAQUE] or [#NO_ETAG].
  public int etagParts(int row) {
    return etagParts[row];
  }

  /// The first 8 bytes of a tag that is a digest, with or without parts.
  public long etagHigh(int row) {
    return etagHigh[row];
  }

  /// The last 8 bytes of such a tag.
  public long etagLow(int row) {
    return etagLow[row];
  }

  public String storageClass(int row) {
    return storageClasses[row];
  }

  /// Whether row `row` has the same tag, of whatever kind, as row `otherRow` of another page. Two
  /// missing tags are not the same.
  public boolean sameEtag(int row, EntryPage other, int otherRow) {
    int parts = etagParts[row];
    if (parts != other.etagParts[otherRow] || parts == NO_ETAG) {
      return false;
    }
    if (parts == OPAQUE) {
      String opaque = opaqueEtag(row);
      return opaque != null && opaque.equals(other.opaqueEtag(otherRow));
    }
    return etagHigh[row] == other.etagHigh[otherRow] && etagLow[row] == other.etagLow[otherRow];
  }

  /// The tag of another form, without quotes; null where it is none.
  public @Nullable String opaqueEtag(int row) {
    return rare.opaqueEtag(row);
  }

  /// The id of the version; null on a page of current objects.
  public @Nullable String versionId(int row) {
    return rare.versionId(row);
  }

  /// Whether the store says that this version is the newest of its key; false on a page of current
  /// objects.
  public boolean isLatest(int row) {
    return rare.has(row, RareColumns.LATEST);
  }

  /// Whether the row is the mark of a deletion, which has neither bytes nor tag.
  public boolean isDeleteMarker(int row) {
    return rare.has(row, RareColumns.DELETE_MARKER);
  }

  /// Whether a report says that the object has yet to be replicated.
  public boolean isReplicating(int row) {
    return rare.has(row, RareColumns.REPLICATING);
  }

  /// Whether a report says that the object is encrypted so that its tag is no MD5 of its bytes.
  public boolean hidesMd5(int row) {
    return rare.has(row, RareColumns.HIDES_MD5);
  }

  /// Whether a report says that the object is encrypted, if at all, so that a plain digest is the
  /// MD5 of its bytes. No listing tells that.
  public boolean tellsMd5(int row) {
    return rare.has(row, RareColumns.TELLS_MD5);
  }

  /// When a lifecycle rule expires it, as a report says, in milliseconds since 1970; or [#NEVER].
  public long expiresMillis(int row) {
    return rare.expiresMillis(row);
  }

  /// All that is said of a row by yes or no, for who keeps rows elsewhere.
  public byte flags(int row) {
    return rare.flags(row);
  }

  /// The row as a record.
  public ObjectEntry entry(int row) {
    return new ObjectEntry(
        key(row),
        sizes[row],
        Instant.ofEpochMilli(modifiedMillis[row]),
        etag(row),
        StorageClass.of(storageClasses[row]),
        version(row));
  }

  private @Nullable VersionId version(int row) {
    String id = versionId(row);
    return id == null ? null : new VersionId(id);
  }

  /// The tag of a row; null where the store listed none.
  public @Nullable ETag etag(int row) {
    int parts = etagParts[row];
    if (parts < 0) {
      return ETag.ofNullable(opaqueEtag(row));
    }
    String digest = DigestText.of(etagHigh[row], etagLow[row]);
    return new ETag(parts == PLAIN_DIGEST ? digest : digest + '-' + parts);
  }

  /// Fills a page row by row, a row's columns in any order. One thread at a time.
  public static final class Builder {
    private int count;
    private byte[] keyBytes;
    private int[] keyEnds;
    private long[] sizes;
    private long[] modifiedMillis;
    private long[] etagHigh;
    private long[] etagLow;
    private int[] etagParts;
    private String[] storageClasses;
    private final RareColumns rare;

    /// @param rows how many rows to make room for; more may come
    public Builder(int rows) {
      int room = rows + 1;
      keyBytes = new byte[room * 32];
      keyEnds = new int[room];
      sizes = new long[room];
      modifiedMillis = new long[room];
      etagHigh = new long[room];
      etagLow = new long[room];
      etagParts = new int[room];
      storageClasses = new String[room];
      rare = new RareColumns(room);
      clearRow();
    }

    public int count() {
      return count;
    }

    /// Begins a row whose key has at most `longest` bytes: write them into [#keyBytes] from
    /// [#keyAt] on, then call [#endKey].
    public Builder beginKey(int longest) {
      int needed = keyAt() + longest;
      if (needed > keyBytes.length) {
        keyBytes = Arrays.copyOf(keyBytes, Math.max(needed, keyBytes.length * 2));
      }
      return this;
    }

    /// The array to write a key into; another one after each [#beginKey].
    public byte[] keyBytes() {
      return keyBytes;
    }

    /// Where the key of the row begun stands.
    public int keyAt() {
      return count == 0 ? 0 : keyEnds[count - 1];
    }

    /// @param end the place behind the last byte of the key
    public Builder endKey(int end) {
      keyEnds[count] = end;
      return this;
    }

    /// The whole key at once.
    public Builder key(ObjectKey key) {
      beginKey(key.length());
      key.copyInto(keyBytes, keyAt());
      return endKey(keyAt() + key.length());
    }

    /// Adds rows column by column: their keys, and then, by their places, what is said of each by
    /// [#sizeAt], [#modifiedMillisAt] and [#etagAt].
    ///
    /// @param keys one after another, from the beginning of the array
    /// @param ends where each key ends
    /// @return the place of the first row added
    public int addRows(byte[] keys, int[] ends, int rows) {
      int first = count;
      int from = keyAt();
      int length = rows == 0 ? 0 : ends[rows - 1];
      beginKey(length);
      System.arraycopy(keys, 0, keyBytes, from, length);
      while (count + rows >= keyEnds.length) {
        growRows();
      }
      for (int row = 0; row < rows; row++) {
        keyEnds[first + row] = from + ends[row];
        clearRow();
        count++;
      }
      clearRow();
      return first;
    }

    public void sizeAt(int row, long bytes) {
      sizes[row] = bytes;
    }

    public void modifiedMillisAt(int row, long millis) {
      modifiedMillis[row] = millis;
    }

    public void etagAt(int row, long high, long low, int parts) {
      etagHigh[row] = high;
      etagLow[row] = low;
      etagParts[row] = parts;
    }

    public Builder size(long bytes) {
      sizes[count] = bytes;
      return this;
    }

    public Builder modifiedMillis(long millis) {
      modifiedMillis[count] = millis;
      return this;
    }

    /// A tag that is a digest: its 16 bytes as two longs, and its parts or
    /// [EntryPage#PLAIN_DIGEST].
    public Builder etag(long high, long low, int parts) {
      etagAt(count, high, low, parts);
      return this;
    }

    /// A tag of any form, without quotes.
    public Builder etag(ETag etag) {
      if (etag.kind() == ETag.Kind.OPAQUE) {
        return opaqueEtag(etag.value());
      }
      long high = HexFormat.fromHexDigitsToLong(etag.value(), 0, 16);
      long low = HexFormat.fromHexDigitsToLong(etag.value(), 16, 32);
      return etag(high, low, etag.parts());
    }

    /// A tag of another form, as [EntryPage#opaqueEtag] gives it.
    public Builder opaqueEtag(String value) {
      opaqueEtagAt(count, value);
      return this;
    }

    /// The same in the row at a place.
    public void opaqueEtagAt(int row, String value) {
      rare.opaqueEtag(row, value);
      etagParts[row] = OPAQUE;
    }

    public Builder storageClass(String name) {
      storageClasses[count] = name;
      return this;
    }

    /// Which version the row is, on a page of versions.
    ///
    /// @param latest whether it is the newest of its key
    /// @param deleteMarker whether it is the mark of a deletion
    public Builder version(String id, boolean latest, boolean deleteMarker) {
      versionId(id);
      if (latest) {
        rare.addFlags(count, RareColumns.LATEST);
      }
      return deleteMarker ? flags(RareColumns.DELETE_MARKER) : this;
    }

    /// The id alone of the version that a current object is.
    public Builder versionId(String id) {
      rare.versionId(count, id);
      return this;
    }

    /// What a report says of replication: that it has yet to be done.
    public Builder replicating() {
      return flags(RareColumns.REPLICATING);
    }

    /// What a report says of encryption.
    ///
    /// @param hidesMd5 whether it keeps the tag from being an MD5
    public Builder encryption(boolean hidesMd5) {
      return flags(hidesMd5 ? RareColumns.HIDES_MD5 : RareColumns.TELLS_MD5);
    }

    /// Adds what [EntryPage#flags] gave.
    public Builder flags(byte more) {
      rare.addFlags(count, more);
      return this;
    }

    /// When a lifecycle rule expires the object, in milliseconds since 1970.
    public Builder expiresMillis(long millis) {
      rare.expiresMillis(count, millis);
      return this;
    }

    /// Ends the row.
    public void endRow() {
      count++;
      clearRow();
    }

    /// Makes room for a row that has no ETag and the usual class until something else is said.
    private void clearRow() {
      if (count == keyEnds.length) {
        growRows();
      }
      etagParts[count] = NO_ETAG;
      storageClasses[count] = StorageClass.STANDARD.name();
      rare.clear(count);
    }

    /// The page; the builder is not to be used any more.
    public EntryPage build() {
      return new EntryPage(this);
    }

    /// Begins a new page in the room of the last one, which nobody may look at any more.
    public Builder again() {
      count = 0;
      clearRow();
      return this;
    }

    private void growRows() {
      int room = keyEnds.length * 2;
      keyEnds = Arrays.copyOf(keyEnds, room);
      sizes = Arrays.copyOf(sizes, room);
      modifiedMillis = Arrays.copyOf(modifiedMillis, room);
      etagHigh = Arrays.copyOf(etagHigh, room);
      etagLow = Arrays.copyOf(etagLow, room);
      etagParts = Arrays.copyOf(etagParts, room);
      storageClasses = Arrays.copyOf(storageClasses, room);
      rare.grow(room);
    }
  }
}
