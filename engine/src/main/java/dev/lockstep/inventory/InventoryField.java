package dev.lockstep.inventory;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a report can say of an object, in the order that AWS gives the columns. Which of them are
/// there is chosen; in which order is not.
public enum InventoryField {
  BUCKET("Bucket", Kind.TEXT, Cost.LISTING),
  /// URL-encoded in CSV, as it is elsewhere.
  KEY("Key", Kind.TEXT, Cost.LISTING),
  /// In reports of all versions; empty for the version that S3 calls `null`.
  VERSION_ID("VersionId", Kind.TEXT, Cost.LISTING),
  IS_LATEST("IsLatest", Kind.FLAG, Cost.LISTING),
  IS_DELETE_MARKER("IsDeleteMarker", Kind.FLAG, Cost.LISTING),
  SIZE("Size", Kind.NUMBER, Cost.LISTING),
  LAST_MODIFIED_DATE("LastModifiedDate", Kind.TIME, Cost.LISTING),
  E_TAG("ETag", Kind.TEXT, Cost.LISTING),
  STORAGE_CLASS("StorageClass", Kind.TEXT, Cost.LISTING),
  IS_MULTIPART_UPLOADED("IsMultipartUploaded", Kind.FLAG, Cost.LISTING),
  REPLICATION_STATUS("ReplicationStatus", Kind.TEXT, Cost.HEAD),
  ENCRYPTION_STATUS("EncryptionStatus", Kind.TEXT, Cost.HEAD),
  OBJECT_LOCK_RETAIN_UNTIL_DATE("ObjectLockRetainUntilDate", Kind.TIME, Cost.HEAD),
  OBJECT_LOCK_MODE("ObjectLockMode", Kind.TEXT, Cost.HEAD),
  OBJECT_LOCK_LEGAL_HOLD_STATUS("ObjectLockLegalHoldStatus", Kind.TEXT, Cost.HEAD),
  INTELLIGENT_TIERING_ACCESS_TIER("IntelligentTieringAccessTier", Kind.TEXT, Cost.HEAD),
  BUCKET_KEY_STATUS("BucketKeyStatus", Kind.TEXT, Cost.HEAD),
  CHECKSUM_ALGORITHM("ChecksumAlgorithm", Kind.TEXT, Cost.HEAD),
  OBJECT_ACCESS_CONTROL_LIST("ObjectAccessControlList", Kind.TEXT, Cost.ACL),
  OBJECT_OWNER("ObjectOwner", Kind.TEXT, Cost.ACL),
  LIFECYCLE_EXPIRATION_DATE("LifecycleExpirationDate", Kind.TIME, Cost.HEAD);

  /// What a column holds.
  public enum Kind {
    /// UTF-8. What is absent and what is empty are the same.
    TEXT,
    /// 64 bits.
    NUMBER,
    /// Milliseconds since 1970.
    TIME,
    FLAG
  }

  /// What it takes to know a field.
  public enum Cost {
    /// Nothing more than the listing.
    LISTING,
    /// A HeadObject for each version; one tells all fields of this sort.
    HEAD,
    /// A GetObjectAcl for each version; one tells all fields of this sort.
    ACL
  }

  private static final Map<String, InventoryField> BY_NAME =
      Arrays.stream(values())
          .collect(
              Collectors.toUnmodifiableMap(field -> plain(field.csvName), Function.identity()));

  private final String csvName;
  private final String columnName;
  private final Kind kind;
  private final Cost cost;

  InventoryField(String csvName, Kind kind, Cost cost) {
    this.csvName = csvName;
    this.columnName = name().toLowerCase(Locale.ROOT);
    this.kind = kind;
    this.cost = cost;
  }

  /// As in the schema of CSV files, and in configurations: `LastModifiedDate`.
  public String csvName() {
    return csvName;
  }

  /// As in Parquet and ORC: `last_modified_date`.
  public String columnName() {
    return columnName;
  }

  public Kind kind() {
    return kind;
  }

  public Cost cost() {
    return cost;
  }

  /// Whether every report has it, and every row a value.
  public boolean isRequired() {
    return this == BUCKET || this == KEY;
  }

  /// Whether reports of all versions have it, and no others.
  public boolean isOfVersions() {
    return this == VERSION_ID || this == IS_LATEST || this == IS_DELETE_MARKER;
  }

  /// Whether a configuration may ask for it.
  public boolean isOptional() {
    return !isRequired() && !isOfVersions();
  }

  /// The field with this name, as CSV or as Parquet writes it, in whatever case.
  public static Optional<InventoryField> named(String name) {
    return Optional.ofNullable(BY_NAME.get(plain(name.strip())));
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  /// The 16 that a configuration may ask for.
  public static List<InventoryField> optional() {
    return Arrays.stream(values()).filter(InventoryField::isOptional).toList();
  }
}
