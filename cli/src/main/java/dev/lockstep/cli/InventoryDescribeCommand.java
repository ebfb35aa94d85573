package dev.lockstep.cli;

import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryManifest;
import dev.lockstep.inventory.InventorySchema;
import dev.lockstep.inventory.ReportReader;
import dev.lockstep.telemetry.JsonWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `lockstep inventory describe MANIFEST`.
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Says what a report consists of, and whether it is complete.",
    description = {
      "",
      "Reads the manifest and its checksum, and asks for the size of each data file. That their bytes are right, 'inventory import' finds out, and --html, which reads them all.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  lockstep inventory describe \\",
      "    a:reports/inv/src/weekly/2026-11-23T12-00Z/manifest.json",
      "  lockstep inventory describe --html src.html \\",
      "    a:reports/inv/src/weekly/2026-11-23T12-00Z/manifest.json",
      "",
      "Exit codes: 0 complete, 2 wrong usage, 3 incomplete or corrupt, 4 the store",
      "could not be used."
    })
final class InventoryDescribeCommand extends InventoryVerb {
  @Parameters(
      index = "0",
      paramLabel = "MANIFEST",
      description = "PROFILE:bucket/…/manifest.json, as 'inventory ls' tells it.")
  private String manifestText = "";

  @Mixin private PageFlag pageFlag = new PageFlag();
  @Mixin private RequestFlags requests = new RequestFlags();
  @Mixin private OutputOptions output = new OutputOptions();

  InventoryDescribeCommand(Surroundings around) {
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
      InventorySchema schema = report.manifest().schema();
      report.checkSizes();
      draw(report, stores);
      if (output.json()) {
        write(report, schema);
      } else {
        tell(report, schema);
      }
    }
    around.out().flush();
    return ExitCode.DONE;
  }

  private void draw(ReportReader report, Stores stores) {
    try (PageFile file = pageFlag.open(around, stores)) {
      file.write(() -> new ReportPage(report).read(ManifestVerb.scratch()));
    }
  }

  private void tell(ReportReader report, InventorySchema schema) {
    InventoryManifest manifest = report.manifest();
    around.out().println(report.where() + " is complete");
    around.out().println("Of " + manifest.source() + ", begun " + manifest.created());
    around
        .out()
        .println(
            manifest.files().size()
                + (manifest.files().size() == 1 ? " file" : " files")
                + " of "
                + manifest.format().manifestName()
                + ", "
                + Amounts.size(manifest.bytes()));
    around.out().println("Columns: " + names(schema.fields()));
    if (!schema.unknown().isEmpty()) {
      around.out().println("Columns that are passed over: " + String.join(", ", schema.unknown()));
    }
  }

  private static String names(List<InventoryField> fields) {
    return fields.stream().map(InventoryField::csvName).collect(Collectors.joining(", "));
  }

  private void write(ReportReader report, InventorySchema schema) {
    InventoryManifest manifest = report.manifest();
    JsonWriter json = new JsonWriter(around.out()).beginObject();
    json.member("complete", true).member("manifest", report.where());
    json.member("source", manifest.source().value());
    json.member("created", manifest.created().toString());
    json.member("format", manifest.format().manifestName());
    json.member("files", manifest.files().size()).member("bytes", manifest.bytes());
    json.name("fields").beginArray();
    schema.fields().forEach(field -> json.value(field.csvName()));
    json.endArray().name("unknownColumns").beginArray();
    schema.unknown().forEach(json::value);
    json.endArray().endObject();
    around.out().println();
  }
}
