package dev.lockstep.cli;

import static dev.lockstep.cli.TwoStores.DST;
import static dev.lockstep.cli.TwoStores.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a manifest does not tell, a page about it does not tell either.
class ManifestPageTest {
  private final TwoStores stores = new TwoStores();

  @TempDir private Path folder;

  @Test
  void aManifestWithoutSizesAndTimesHasNeitherOnAPage() throws IOException {
    Path manifest = Files.writeString(folder.resolve("m.csv"), "dst,only\ndst,both\n");
    put(stores.b, DST, "both", "12345");
    Path page = folder.resolve("page.html");

    int code = stores.run("compare", manifest.toString(), "b:dst", "--html", page.toString());

    assertThat(code).as(stores.err()).isEqualTo(1);
    assertThat(Files.readString(page))
        .contains("only in A", "only")
        .doesNotContain("-1 B", "-292275055", "By size", "By age", "By storage class");
  }
}
