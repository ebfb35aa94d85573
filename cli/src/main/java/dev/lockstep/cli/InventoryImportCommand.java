package dev.lockstep.cli;

import dev.lockstep.columnar.ColumnarFiles;
import dev.lockstep.inventory.InventoryException;
import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryFiles;
import dev.lockstep.inventory.InventoryManifest;
import dev.lockstep.inventory.InventoryManifest.DataFile;
import dev.lockstep.inventory.InventoryRows;
import dev.lockstep.inventory.InventorySchema;
import dev.lockstep.inventory.InventorySource;
import dev.lockstep.inventory.ReportReader;
import dev.lockstep.telemetry.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `lockstep inventory import MANIFEST FOLDER`.
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Downloads a report, and checks every byte and every row of it.",
    description = {
      "",
      "Each data file is compared with the size and the MD5 in the manifest, and read row by row, by the columns that the manifest names. The manifest is written to FOLDER last: where it is, all is whole.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  lockstep inventory import \\",
      "    a:reports/inv/src/weekly/2026-11-23T12-00Z/manifest.json weekly",
      "",
      "Exit codes: 0 whole, 2 wrong usage or a folder that can't be used,",
      "3 incomplete or corrupt, 4 the store could not be used."
    })
final class InventoryImportCommand extends InventoryVerb {
  @Parameters(
      index = "0",
      paramLabel = "MANIFEST",
      description = "PROFILE:bucket/…/manifest.json, as 'inventory ls' tells it.")
  private String manifestText = "";

  @Parameters(
      index = "1",
      paramLabel = "FOLDER",
      description = "Where the files go: not yet there, or empty.")
  private Path folder = Path.of("");

  @Mixin private RequestFlags requests = new RequestFlags();
  @Mixin private OutputOptions output = new OutputOptions();

  InventoryImportCommand(Surroundings around) {
    super(around);
  }

  @Override
  boolean json() {
    return output.json();
  }

  @Override
  ExitCode work() {
    Address address = Address.parse(manifestText);
    try (Stores stores = around.stores(requests.settings())) {
      ReportReader report = ReportReader.open(stores.scope(address), address.prefix());
      long rows = copy(report);
      if (output.json()) {
        JsonWriter json = new JsonWriter(around.out()).beginObject().member("complete", true);
        json.member("manifest", report.where()).member("folder", folder.toString());
        json.member("rows", rows).member("files", report.manifest().files().size());
        json.member("bytes", report.manifest().bytes()).endObject();
        around.out().println();
      } else {
        around
            .out()
            .println(report.where() + " is whole: " + Amounts.count(rows) + " rows, in " + folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " can't be used: " + e.getMessage(), e);
    }
    around.out().flush();
    return ExitCode.DONE;
  }

  private long copy(ReportReader report) throws IOException {
    InventoryManifest manifest = report.manifest();
    InventorySchema schema = manifest.schema();
    Files.createDirectories(folder);
    Path target = folder.resolve("manifest.json");
    if (Files.exists(target)) {
      throw new WrongUsage(target + " is there already; name another folder");
    }
    long rows = 0;
    for (DataFile file : manifest.files()) {
      Path to = folder.resolve(fileName(file));
      report.download(file, to);
      rows += read(manifest, schema, to);
    }
    Files.write(target, manifest.toBytes());
    return rows;
  }

  /// The key was chosen by whoever wrote the report.
  private static String fileName(DataFile file) {
    String name = ReportReader.name(file);
    if (name.isEmpty() || name.startsWith(".") || name.indexOf('\\') >= 0) {
      throw new InventoryException(
          "'" + file.key() + "' gives a data file no name that a folder could have");
    }
    return name;
  }

  private static long read(InventoryManifest manifest, InventorySchema schema, Path file)
      throws IOException {
    List<InventoryField> fields = schema.fields();
    long count = 0;
    try (InventorySource source = InventorySource.of(file);
        InventoryFiles.RowReader reader =
            ColumnarFiles.of(manifest.format()).read(source, schema, fields)) {
      for (InventoryRows rows = reader.next(); rows != null; rows = reader.next()) {
        count += rows.count();
      }
    }
    return count;
  }
}
