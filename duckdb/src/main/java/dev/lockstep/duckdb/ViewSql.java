package dev.lockstep.duckdb;

import static dev.lockstep.duckdb.BuiltInView.DESTINATION;
import static dev.lockstep.duckdb.BuiltInView.SOURCE;

import dev.lockstep.compare.Explanation;
import java.time.Instant;
import java.util.regex.Matcher;

/// The text of the views.
///
/// @param source the table `source`
/// @param destination the table `destination`; `source` where there is none
record ViewSql(SqlTable source, SqlTable destination) {
  /// An ETag that is the MD5 of the bytes, as far as the row tells.
  private static final String PLAIN =
      "(regexp_full_match(%1$s.e_tag, '[0-9a-f]{32}')"
          + " AND coalesce(%1$s.encryption_status, '') NOT IN ('SSE-KMS', 'DSSE-KMS', 'SSE-C'))";

  /// One that tells the same bytes where it is the same.
  private static final String DIGEST =
      "(regexp_full_match(%1$s.e_tag, '[0-9a-f]{32}(-[0-9]+)?')"
          + " AND coalesce(%1$s.encryption_status, '') NOT IN ('SSE-KMS', 'DSSE-KMS', 'SSE-C'))";

  private SqlTable table(String name) {
    return name.equals(SOURCE) ? source : destination;
  }

  /// What stands at a side now: the latest versions, without delete markers (T2).
  private static String current(String table) {
    return "(SELECT * FROM "
        + SqlTable.quoted(table)
        + " WHERE coalesce(is_latest, true) AND NOT coalesce(is_delete_marker, false))";
  }

  /// The columns of a row, with the null version called so (T4, T16), and no version where there
  /// are none.
  private String columns(String alias, String table) {
    String version =
        table(table).hasVersions()
            ? "coalesce(nullif(" + alias + ".version_id, ''), 'null')"
            : "CAST(NULL AS VARCHAR)";
    return String.format(
        "%1$s.bucket, %1$s.key, %2$s AS version_id, %1$s.size, %1$s.last_modified_date, %1$s.e_tag,"
            + " %1$s.storage_class, %1$s.replication_status",
        alias, version);
  }

  /// What one side has and the other has not (T1).
  String absent(String here, String there) {
    return "SELECT "
        + columns("a", here)
        + " FROM "
        + current(here)
        + " a WHERE NOT EXISTS (SELECT 1 FROM "
        + current(there)
        + " b WHERE b.key = a.key)";
  }

  /// Why a row need not be at the other side yet, or any more, by the rule of [Explanation]; NULL
  /// for no reason (T33).
  String explanation(String here) {
    Instant cut = BuiltInView.earlier(source.taken(), destination.taken());
    Instant later = source.taken().equals(cut) ? destination.taken() : source.taken();
    return "CASE WHEN a.last_modified_date > "
        + time(cut)
        + then(Explanation.NEWER)
        + (here.equals(SOURCE)
            ? " WHEN upper(a.replication_status) = 'PENDING'" + then(Explanation.REPLICATING)
            : "")
        + " WHEN a.lifecycle_expiration_date <= "
        + time(later)
        + then(Explanation.EXPIRED)
        + " END";
  }

  private static String then(Explanation explanation) {
    return " THEN " + SqlTable.literal(explanation.words());
  }

  private static String time(Instant moment) {
    return "TIMESTAMP " + SqlTable.literal(moment.toString().replace("T", " ").replace("Z", ""));
  }

  String explained() {
    return explained(SOURCE, DESTINATION) + " UNION ALL " + explained(DESTINATION, SOURCE);
  }

  private String explained(String here, String there) {
    String rows = absent(here, there);
    String side = SqlTable.literal(here) + " AS side, " + explanation(here) + " AS explanation, ";
    return "SELECT * FROM ("
        + rows.replaceFirst("SELECT ", Matcher.quoteReplacement("SELECT " + side))
        + ") WHERE explanation IS NOT NULL";
  }

  /// Versions of the source whose id is not at the destination (T4). Null versions are the same
  /// where their ETags and sizes are.
  String missingVersions() {
    return "SELECT "
        + columns("a", SOURCE)
        + ", a.is_latest FROM "
        + SqlTable.quoted(SOURCE)
        + " a WHERE NOT coalesce(a.is_delete_marker, false) AND NOT EXISTS (SELECT 1 FROM "
        + SqlTable.quoted(DESTINATION)
        + " b WHERE b.key = a.key AND NOT coalesce(b.is_delete_marker, false)"
        + " AND coalesce(nullif(b.version_id, ''), 'null') = coalesce(nullif(a.version_id, ''), 'null')"
        + " AND (coalesce(nullif(a.version_id, ''), 'null') <> 'null'"
        + " OR (b.e_tag IS NOT DISTINCT FROM a.e_tag AND b.size IS NOT DISTINCT FROM a.size)))"
        + " AND "
        + explanation(SOURCE)
        + " IS NULL";
  }

  /// Keys at both sides that are not the same by size, or by ETags that can be set against each
  /// other (T32).
  String different(String which) {
    String plain = String.format(PLAIN, "a") + " AND " + String.format(PLAIN, "b");
    String digests = String.format(DIGEST, "a") + " AND " + String.format(DIGEST, "b");
    String verdict =
        "CASE WHEN a.size <> b.size THEN 'size' WHEN a.size = 0 THEN 'same' WHEN "
            + digests
            + " AND a.e_tag = b.e_tag THEN 'same' WHEN "
            + plain
            + " THEN 'etag' ELSE 'undecided' END";
    String newer =
        " AND a.last_modified_date <= "
            + time(BuiltInView.earlier(source.taken(), destination.taken()))
            + " AND b.last_modified_date <= "
            + time(BuiltInView.earlier(source.taken(), destination.taken()));
    return "SELECT * FROM (SELECT "
        + columns("a", SOURCE)
        + ", b.size AS destination_size, b.e_tag AS destination_e_tag, "
        + verdict
        + " AS verdict FROM "
        + current(SOURCE)
        + " a JOIN "
        + current(DESTINATION)
        + " b ON b.key = a.key WHERE true"
        + newer
        + " AND coalesce(upper(a.replication_status), '') <> 'PENDING') WHERE verdict <> 'same' AND "
        + which;
  }

  /// Rows by their replication status; delete markers have none (T17).
  String replication(String which) {
    return "SELECT "
        + columns("a", SOURCE)
        + ", a.is_latest FROM "
        + SqlTable.quoted(SOURCE)
        + " a WHERE NOT coalesce(a.is_delete_marker, false) AND "
        + which;
  }

  String byPrefix(boolean two) {
    String here = totals(SOURCE, "source");
    return two
        ? "SELECT prefix, coalesce(source_objects, 0) AS source_objects, coalesce(source_bytes, 0) AS source_bytes,"
            + " coalesce(destination_objects, 0) AS destination_objects, coalesce(destination_bytes, 0) AS destination_bytes FROM "
            + here
            + " FULL JOIN "
            + totals(DESTINATION, "destination")
            + " USING (prefix)"
        : "SELECT * FROM " + here;
  }

  private static String totals(String table, String side) {
    return "(SELECT CASE WHEN contains(key, '/') THEN split_part(key, '/', 1) || '/' ELSE '' END AS prefix,"
        + " count(*) AS "
        + side
        + "_objects, CAST(coalesce(sum(size), 0) AS BIGINT) AS "
        + side
        + "_bytes FROM "
        + current(table)
        + " GROUP BY 1)";
  }
}
