package dev.lockstep.cli;

import static dev.lockstep.cli.TwoStores.SRC;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `lockstep inventory put`, `get`, `list`, `delete` and `schedule`.
class InventoryConfigurationTest {
  private static final String JSON =
      "{\"Destination\":{\"S3BucketDestination\":{\"AccountId\":\"111122223333\",\"Bucket\":\"arn:aws:s3:::dst\",\"Format\":\"CSV\",\"Prefix\":\"inv\",\"Encryption\":{\"SSES3\":{}}}},\"IsEnabled\":true,\"Filter\":{\"Prefix\":\"in/\"},\"Id\":\"weekly\",\"IncludedObjectVersions\":\"All\",\"OptionalFields\":[\"Size\",\"ETag\"],\"Schedule\":{\"Frequency\":\"Weekly\"}}";

  private static final String XML =
      "<InventoryConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Destination><S3BucketDestination><AccountId>111122223333</AccountId><Bucket>arn:aws:s3:::dst</Bucket><Format>CSV</Format><Prefix>inv</Prefix><Encryption><SSE-S3/></Encryption></S3BucketDestination></Destination><IsEnabled>true</IsEnabled><Filter><Prefix>in/</Prefix></Filter><Id>weekly</Id><IncludedObjectVersions>All</IncludedObjectVersions><OptionalFields><Field>Size</Field><Field>ETag</Field></OptionalFields><Schedule><Frequency>Weekly</Frequency></Schedule></InventoryConfiguration>";

  private final TwoStores stores = new TwoStores();
  @TempDir private Path folder = Path.of("");

  private int put(String text) throws IOException {
    Path file = folder.resolve("configuration");
    Files.writeString(file, text);
    return stores.run(
        "inventory", "put", "a:src", "--id", "weekly", "--configuration", file.toString());
  }

  @Test
  void whatIsPutAsJsonOrXmlComesBackAsBoth() throws IOException {
    for (String text : new String[] {JSON, XML, "{\"InventoryConfiguration\":" + JSON + "}"}) {
      assertThat(put(text)).as(stores.err()).isZero();

      stores.run("inventory", "get", "a:src", "--id", "weekly");
      assertThat(stores.out()).isEqualTo("{\"InventoryConfiguration\":" + JSON + "}\n");
      stores.run("inventory", "get", "a:src", "--id", "weekly", "--xml");
      assertThat(stores.out()).isEqualTo(XML + "\n");
    }
    stores.run("inventory", "list", "a:src", "--output", "json");
    assertThat(stores.out())
        .isEqualTo("{\"InventoryConfigurationList\":[" + JSON + "],\"IsTruncated\":false}\n");
  }

  @Test
  void whatS3WouldNotTakeIsRefused() throws IOException {
    assertThat(put(JSON.replace("Weekly", "Hourly"))).isEqualTo(3);
    assertThat(stores.err()).contains("'Hourly' for Frequency");
    assertThat(put(JSON.replace("\"Size\"", "\"Colour\""))).isEqualTo(3);
    assertThat(put(JSON.replace("\"IsEnabled\":true,", ""))).isEqualTo(3);
    assertThat(stores.err()).contains("lacks IsEnabled");
    assertThat(put(JSON.replace("\"weekly\"", "\"other\""))).isEqualTo(2);
    assertThat(
            put(
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                    + XML.replace("inv<", "&e;<")))
        .isEqualTo(3);
    assertThat(put("nonsense")).isEqualTo(3);
    assertThat(stores.run("inventory", "get", "a:src", "--id", "weekly")).isEqualTo(2);
    assertThat(stores.err()).contains("NoSuchConfiguration");
  }

  @Test
  void whatIsDueIsMadeOnceAndThenNotBeforeNextSunday() throws IOException {
    TwoStores.put(stores.a, SRC, "in/k", "x");
    TwoStores.put(stores.a, SRC, "out/k", "x");
    put(JSON);

    assertThat(stores.run("inventory", "schedule", "--dry-run")).isZero();
    assertThat(stores.out()).isEqualTo("a:src weekly is due\n");
    assertThat(stores.run("inventory", "schedule")).as(stores.err()).isZero();
    assertThat(stores.out())
        .contains("a:dst/inv/src/weekly/2026-11-23T12-00Z/manifest.json")
        .contains("1 rows");
    assertThat(stores.run("inventory", "schedule")).isZero();
    assertThat(stores.out()).isEmpty();
    stores.run("inventory", "list");
    assertThat(stores.out()).contains("last run: 2026-11-23T12:00:00Z");
  }

  @Test
  void whatFailsStaysDueAndKeepsNoOtherFromBeingMade() throws IOException {
    put(JSON.replace(":::dst", ":::gone"));
    Path file = folder.resolve("second");
    Files.writeString(file, JSON.replace("weekly", "zweite"));
    stores.run("inventory", "put", "a:src", "--id", "zweite", "--configuration", file.toString());
    TwoStores.put(stores.a, SRC, "in/k", "x");

    assertThat(stores.run("inventory", "schedule")).isEqualTo(1);
    assertThat(stores.err()).contains("the report weekly of a:src").contains("stays due");
    assertThat(stores.out()).contains("src/zweite/");
    stores.run("inventory", "schedule", "--dry-run");
    assertThat(stores.out()).isEqualTo("a:src weekly is due\n");
  }

  @Test
  void aProfileThatIsGoneKeepsNoOtherReportFromBeingMade() throws IOException {
    Path file = folder.resolve("first");
    Files.writeString(file, JSON.replace("weekly", "anfangs"));
    stores.run(
        "inventory",
        "put",
        "a:src",
        "--id",
        "anfangs",
        "--configuration",
        file.toString(),
        "--to-store",
        "nobody");
    put(JSON);
    TwoStores.put(stores.a, SRC, "in/k", "x");

    assertThat(stores.run("inventory", "schedule")).isEqualTo(1);
    assertThat(stores.err()).contains("anfangs of a:src").contains("no profile 'nobody'");
    assertThat(stores.out()).contains("src/weekly/");
  }

  @Test
  void whatIsDisabledIsNeverDueAndWhatIsDeletedIsGone() throws IOException {
    put(JSON.replace("\"IsEnabled\":true", "\"IsEnabled\":false"));
    stores.run("inventory", "schedule", "--dry-run");
    assertThat(stores.out()).isEmpty();

    assertThat(stores.run("inventory", "delete", "a:src", "--id", "weekly")).isZero();
    assertThat(stores.run("inventory", "delete", "a:src", "--id", "weekly")).isEqualTo(2);
  }
}
