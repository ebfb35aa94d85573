package dev.lockstep.cli;

import dev.lockstep.inventory.InventoryFormat;
import dev.lockstep.inventory.InventoryReport;
import dev.lockstep.inventory.InventoryRequest;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.telemetry.JsonWriter;
import dev.lockstep.telemetry.RequestKind;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;

/// What a run of an inventory says. Names of JSON fields stay as they are once released.
final class InventoryAnswer {
  private final PrintWriter out;
  private final boolean json;

  InventoryAnswer(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  static String address(BucketScope scope, ObjectKey key) {
    return scope.store().name() + ":" + scope.bucket() + "/" + key;
  }

  void plan(InventoryRequest request, Instant now) {
    String manifest = address(request.destination(), request.place().manifest(now));
    String cost = InventoryFields.cost(request.optional());
    if (json) {
      JsonWriter object = new JsonWriter(out).beginObject();
      object.member("dryRun", true).member("source", request.source().toString());
      object.member("manifest", manifest).member("format", request.format().manifestName());
      object.member("fileSchema", request.schema().text(request.format()));
      object.member("requestsForEachVersion", cost).endObject();
      out.println();
    } else {
      out.println("Would list " + request.source() + " and write " + manifest);
      out.println("Columns: " + request.schema().text(InventoryFormat.CSV));
      out.println("Beside listings: " + (cost.isEmpty() ? "no request for any object" : cost));
    }
    out.flush();
  }

  void made(InventoryRequest request, InventoryReport report, Map<RequestKind, Long> requests) {
    if (json) {
      write(request, report, requests);
    } else {
      tell(request, report);
    }
    out.flush();
  }

  private void write(
      InventoryRequest request, InventoryReport report, Map<RequestKind, Long> requests) {
    JsonWriter object = new JsonWriter(out).beginObject();
    object.member("complete", true).member("source", request.source().toString());
    object.member("manifest", address(request.destination(), report.manifestKey()));
    object.member("created", report.manifest().created().toString());
    object.member("format", report.manifest().format().manifestName());
    object.member("fileSchema", report.manifest().schemaText());
    object.member("rows", report.rows()).member("bytes", report.bytes());
    object.member("files", report.manifest().files().size());
    object.member("resumedRows", report.resumedRows()).member("cleared", report.cleared());
    object.member("unknown", report.unknown()).member("sorted", report.sorted());
    object.name("error").value(null);
    RequestsJson.write(object, "requests", requests);
    object.endObject();
    out.println();
  }

  private void tell(InventoryRequest request, InventoryReport report) {
    out.println(address(request.destination(), report.manifestKey()));
    out.println(
        Amounts.count(report.rows())
            + " rows in "
            + report.manifest().files().size()
            + (report.manifest().files().size() == 1 ? " file, " : " files, ")
            + Amounts.size(report.bytes()));
    if (report.resumedRows() > 0) {
      out.println(
          Amounts.count(report.resumedRows()) + " of them are of a run that was cut off before");
    }
    if (report.unknown() > 0) {
      out.println(
          Amounts.count(report.unknown())
              + " answers of the store are missing, and what they would have told is empty");
    }
  }
}
