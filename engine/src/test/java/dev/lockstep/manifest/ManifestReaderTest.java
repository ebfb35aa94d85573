package dev.lockstep.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.manifest.ManifestReading.Keys;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ManifestReaderTest {
  private static ManifestReading fields(String... fields) {
    return new ManifestReading(null, null, List.of(fields), null, ObjectKey.EMPTY);
  }

  @Test
  void readsBatchOperationsManifestsWithAndWithoutVersions() {
    Heard without = Heard.of("src,photos/two%20words%2Bplus%2Ccomma.jpg\r\nsrc,plain\n");
    Heard with = Heard.of("\"src\",\"a\",\"3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY\"\nsrc,b,null");

    assertThat(without.keys()).containsExactly("photos/two words+plus,comma.jpg", "plain");
    assertThat(without.versions()).containsExactly("null", "null");
    assertThat(without.entries.getFirst().version()).isNull();
    assertThat(without.summary.format()).isEqualTo(ManifestFormat.CSV);
    assertThat(with.versions()).containsExactly("3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY", "null");
    assertThat(with.entries.getLast().version()).isNotNull();
    assertThat(with.summary.versions()).isTrue();
  }

  @Test
  void trapT9aHeaderLineIsFoundOutToldAndLeftOut() {
    Heard heard = Heard.of("\"bucket\",\"key\",\"version_id\"\n\"src\",\"a\",\"v1\"\n");

    assertThat(heard.keys()).containsExactly("a");
    assertThat(heard.versions()).containsExactly("v1");
    assertThat(heard.summary.header()).isTrue();
    assertThat(heard.bad).isEmpty();
  }

  @Test
  void aHeaderLineSaysWhereTheColumnsAre() {
    Heard heard = Heard.of("Bucket,Size,VersionId,Key\nsrc,12,v1,a%2Bb\n");

    assertThat(heard.entries)
        .containsExactly(
            new ManifestEntry(
                new BucketName("src"),
                ObjectKey.of("a+b"),
                new VersionId("v1"),
                12,
                ObjectKey.of("a%2Bb")));
    assertThat(heard.summary.sizesKnown()).isTrue();
    assertThat(heard.summary.bytes()).isEqualTo(12);
  }

  @Test
  void columnsThatWereDeclaredAreTakenAsDeclared() {
    Heard heard =
        Heard.of("x,src,v1,a\ny,src,v2,b\n", fields("Ignore", "Bucket", "VersionId", "Key"));

    assertThat(heard.keys()).containsExactly("a", "b");
    assertThat(heard.versions()).containsExactly("v1", "v2");
    assertThatThrownBy(() -> fields("Bucket", "Kee")).hasMessageContaining("Kee");
    assertThatThrownBy(() -> fields("Bucket")).hasMessageContaining("Key");
  }

  @Test
  void tellsEveryBadLineWithItsNumberAndGoesOn() {
    Heard heard =
        Heard.of(
            """
            src,a,v1
            src,b
            src,c,
            src,%zz,v2
            src
            ,d,v3
            src,,v4

            src,"open,v5
            src,e,v6
            Src/,f,v7
            src,g"h,v8
            src,"i"j,v9
            src,z,v10
            src,"k,v11
            """);

    assertThat(heard.keys()).containsExactly("a", "e", "z");
    assertThat(heard.lines).containsExactly(1L, 10L, 14L);
    assertThat(heard.badNumbers())
        .containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 11L, 12L, 13L, 15L);
    assertThat(heard.summary.badLines()).isEqualTo(12);
    assertThat(heard.bad.toString())
        .contains("2 columns, not 3", "version is blank", "%25", "1 column,", "names no bucket")
        .contains("key is empty", "it is blank", "not closed", "no name of a bucket", "unquoted");
  }

  @Test
  void aLineThatIsNoUtf8OrEndlessIsBadAndNoOther() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("src,a\nsrc,".getBytes(StandardCharsets.UTF_8));
    bytes.write(0xff);
    bytes.writeBytes(("\nsrc," + "x".repeat(100_000) + "\nsrc,b").getBytes(StandardCharsets.UTF_8));

    Heard heard = Heard.of(bytes.toByteArray(), ManifestReading.PLAIN);

    assertThat(heard.keys()).containsExactly("a", "b");
    assertThat(heard.bad.toString()).contains("line 2: it is not UTF-8", "line 3: it is longer");
  }

  @Test
  void trapT13rowsWithAndWithoutVersionsAreNotMixed() {
    Heard rows =
        Heard.of(
            """
            {"bucket":"src","key":"a","version_id":"v1"}
            {"bucket":"src","key":"b","version_id":null}
            {"bucket":"src","key":"c","version_id":""}
            """);

    assertThat(rows.keys()).containsExactly("a", "c");
    assertThat(rows.versions()).containsExactly("v1", "null");
    assertThat(rows.badNumbers()).containsExactly(2L);
    assertThat(rows.bad.toString()).contains("the word null");
  }

  @Test
  void trapT8readsThePostsConcatenatedFormAsRedshiftLeavesItAndAsAthenaQuotesIt() {
    String plain = "result\n(\"src\",\"a \"\"+%20,b\",\"v1\")\n(\"src\",\"two\nlines\",\"\")\n";
    String quoted =
        "\"result\"\n\"(\"\"src\"\",\"\"a \"\"\"\"+%20,b\"\",\"\"v1\"\")\"\n\n"
            + "\"(\"\"src\"\",\"\"two\nlines\"\",\"\"\"\")\"\n";

    Heard one = Heard.of(plain);
    Heard other = Heard.of(quoted);

    assertThat(one.keys()).containsExactly("a \"\"+%20,b", "two\nlines");
    assertThat(one.versions()).containsExactly("v1", "null");
    assertThat(one.bad).isEmpty();
    assertThat(other.entries).isEqualTo(one.entries);
    assertThat(other.badNumbers()).containsExactly(3L);
    assertThat(other.bad.toString()).contains("NULL");
    assertThat(other.summary.format()).isEqualTo(ManifestFormat.CONCATENATED);
  }

  @Test
  void aConcatenatedRowThatEndsNowhereTakesNoOtherRowWithIt() {
    Heard heard = Heard.of("(\"src\",\"a\",\"v\")\n(\"src\",\"b\n(\"src\",\"c\",\"v\")\n");

    assertThat(heard.keys()).startsWith("a");
    assertThat(heard.keys()).contains("c");
    assertThat(heard.badNumbers()).containsExactly(2L);
  }

  @Test
  void trapT22readsS3DistCpsLinesPlainAndCompressed() throws IOException {
    String text =
        """
        {"path":"s3://src/logs/a+b.log","baseName":"logs/a+b.log","srcDir":"s3://src","size":12345}
        {"path":"s3n://src//lead","baseName":"/lead","srcDir":"s3n://src","size":0}
        {"path":"hdfs:///x","size":0}
        """;
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }

    Heard heard = Heard.of(zipped.toByteArray(), ManifestReading.PLAIN);

    assertThat(heard.keys()).containsExactly("logs/a+b.log", "/lead");
    assertThat(heard.summary.bytes()).isEqualTo(12345);
    assertThat(heard.badNumbers()).containsExactly(3L);
    assertThat(heard.summary.format()).isEqualTo(ManifestFormat.S3DISTCP);
  }

  @Test
  void readsTheRowsOfAComparisonAndLeavesOutWhatTheDestinationAloneHas() {
    String json =
        """
        {"key":"a%20b","versionId":null,"side":"source","reason":"only_in_source","sourceSize":3,"note":""}
        {"key":"c","versionId":null,"side":"destination","reason":"only_in_destination","sourceSize":null}
        {"key":"d","versionId":null,"side":"both","reason":"size","sourceSize":4}
        """;
    String csv =
        String.join(
            "\r\n",
            "key,versionId,side,reason,sourceSize,destinationSize,sourceETag,destinationETag,note",
            "a%20b,,source,only_in_source,3,,x,,",
            "c,,destination,only_in_destination,,1,,x,",
            "d,,both,size,4,5,x,y,");
    ManifestReading below =
        new ManifestReading(null, null, List.of(), Heard.OF_SRC.bucket(), ObjectKey.of("photos/"));

    Heard one = Heard.of(json, below);
    Heard other = Heard.of(csv, below);

    assertThat(one.keys()).containsExactly("photos/a%20b", "photos/d");
    assertThat(one.summary.notAtSource()).isEqualTo(1);
    assertThat(one.bad).isEmpty();
    assertThat(other.entries).isEqualTo(one.entries);
  }

  @Test
  void trapT11deleteMarkersAmongRowsAreLeftOutAndCounted() {
    Heard heard =
        Heard.of(
            """
            {"bucket":"src","key":"a","version_id":"v1","is_delete_marker":false}
            {"bucket":"src","key":"a","version_id":"v2","is_delete_marker":true}
            """);

    assertThat(heard.versions()).containsExactly("v1");
    assertThat(heard.summary.deleteMarkers()).isEqualTo(1);
  }

  @Test
  void keysThatWereNeverEncodedAreReadAsTheyAreWhereThatIsSaid() {
    ManifestReading raw = new ManifestReading(null, Keys.RAW, List.of(), null, ObjectKey.EMPTY);

    assertThat(Heard.of("src,100%\nsrc,a+b\n", raw).keys()).containsExactly("100%", "a+b");
    assertThat(Heard.of("src,a+b\n").entries.getFirst().literal()).isEqualTo(ObjectKey.of("a+b"));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstBucket() {
    assertThat(Heard.of("\ufeffsrc,a\n").keys()).containsExactly("a");
  }

  @Test
  void anEmptyManifestNamesNothing() {
    assertThat(Heard.of("").summary)
        .isEqualTo(new ManifestSummary(null, false, 0, 0, 0, 0, false, 0, false));
  }
}
