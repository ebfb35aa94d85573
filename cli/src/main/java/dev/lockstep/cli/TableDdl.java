package dev.lockstep.cli;

import dev.lockstep.duckdb.Ddl;
import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryManifest;
import dev.lockstep.inventory.ReportPlace;
import dev.lockstep.inventory.ReportReader;
import dev.lockstep.listing.BucketScope;
import java.util.List;

/// Prints statements that make tables of reports elsewhere.
final class TableDdl {
  private final Surroundings around;
  private final Stores stores;

  TableDdl(Surroundings around, Stores stores) {
    this.around = around;
    this.stores = stores;
  }

  /// @param where `athena` or `redshift`
  void print(String where, List<TableOption> tables) {
    if (!where.equals("athena") && !where.equals("redshift")) {
      throw new WrongUsage("--ddl is athena or redshift, not '" + where + "'");
    }
    if (tables.isEmpty()) {
      throw new WrongUsage("--ddl is of reports: --table NAME=STORE:bucket/…/manifest.json");
    }
    for (TableOption table : tables) {
      BucketScope place = table.origin().report(stores);
      InventoryManifest manifest = ReportReader.open(place, place.prefix()).manifest();
      List<InventoryField> fields = manifest.schema().fields();
      around
          .out()
          .print(
              where.equals("athena")
                  ? Ddl.athena(table.name(), manifest.format(), fields, hive(place))
                  : Ddl.redshift(
                      table.name(),
                      manifest.format(),
                      fields,
                      manifest.files().stream()
                          .map(file -> "s3://" + place.bucket() + "/" + file.key().text())
                          .toList()));
    }
  }

  private static String hive(BucketScope place) {
    ReportPlace.Found found =
        ReportPlace.ofManifest(place.prefix())
            .orElseThrow(() ->
                new WrongUsage(place + " does not stand where AWS puts manifests of reports"));
    return "s3://" + place.bucket() + "/" + found.place().below("hive/").text();
  }
}
