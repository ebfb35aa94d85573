package dev.lockstep.cli;

import dev.lockstep.columnar.ColumnarFiles;
import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryManifest;
import dev.lockstep.inventory.InventoryRows;
import dev.lockstep.inventory.InventorySchema;
import dev.lockstep.inventory.NumberColumn;
import dev.lockstep.inventory.ReportReader;
import dev.lockstep.pages.Charts;
import dev.lockstep.pages.Figures;
import dev.lockstep.pages.Page;
import dev.lockstep.pages.Page.Fact;
import dev.lockstep.pages.Page.Tone;
import dev.lockstep.pages.Section;
import dev.lockstep.summary.ObjectSummary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a report to its end for a page about it, in bounded memory. One thread.
final class ReportPage {
  private static final int ROWS = 100;
  private static final int CURRENT = 0;
  private static final int NONCURRENT = 1;
  private static final int MARKERS = 2;

  private final ReportReader report;
  private final InventorySchema schema;
  private final List<InventoryField> shown;
  private final boolean versions;
  private final ObjectSummary summary;
  private final List<List<@Nullable String>> first = new ArrayList<>();

  ReportPage(ReportReader report) {
    this.report = report;
    this.schema = report.manifest().schema();
    this.shown = schema.fields().stream().filter(field -> field != InventoryField.BUCKET).toList();
    this.versions = schema.has(InventoryField.IS_LATEST);
    this.summary = new ObjectSummary(sorts().size(), report.manifest().created(), Charts.PREFIXES);
  }

  private List<String> sorts() {
    return versions
        ? List.of("current", "noncurrent versions", "delete markers")
        : List.of("objects");
  }

  /// Downloads each data file, checks it against the manifest, and counts its rows.
  ///
  /// @param folder that has room for one file at a time
  Page read(Path folder) {
    report.forEachRows(
        ColumnarFiles.of(report.manifest().format()), schema.fields(), folder, this::add);
    return page();
  }

  private void add(InventoryRows rows) {
    for (int row = 0; row < rows.count(); row++) {
      Long time = number(rows, InventoryField.LAST_MODIFIED_DATE, row);
      summary.add(
          sort(rows, row),
          rows.text(InventoryField.KEY).value(row),
          number(rows, InventoryField.SIZE, row),
          time == null ? null : Instant.ofEpochMilli(time),
          text(rows, InventoryField.STORAGE_CLASS, row));
      if (first.size() < ROWS) {
        first.add(cells(rows, row));
      }
    }
  }

  private int sort(InventoryRows rows, int row) {
    if (!versions) {
      return CURRENT;
    }
    if (rows.has(InventoryField.IS_DELETE_MARKER)
        && rows.number(InventoryField.IS_DELETE_MARKER).flag(row)) {
      return MARKERS;
    }
    return rows.number(InventoryField.IS_LATEST).flag(row) ? CURRENT : NONCURRENT;
  }

  private static @Nullable Long number(InventoryRows rows, InventoryField field, int row) {
    if (!rows.has(field)) {
      return null;
    }
    NumberColumn column = rows.number(field);
    return column.isAbsent(row) ? null : Long.valueOf(column.value(row));
  }

  private static @Nullable String text(InventoryRows rows, InventoryField field, int row) {
    return !rows.has(field) || rows.text(field).isEmpty(row) ? null : rows.text(field).value(row);
  }

  private List<@Nullable String> cells(InventoryRows rows, int row) {
    List<@Nullable String> cells = new ArrayList<>();
    for (InventoryField field : shown) {
      cells.add(cell(rows, field, row));
    }
    return cells;
  }

  private static @Nullable String cell(InventoryRows rows, InventoryField field, int row) {
    if (field.kind() == InventoryField.Kind.TEXT) {
      return text(rows, field, row);
    }
    Long value = number(rows, field, row);
    if (value == null) {
      return null;
    }
    return switch (field.kind()) {
      case TIME -> PageText.time(Instant.ofEpochMilli(value));
      case FLAG -> value == 0 ? "no" : "yes";
      case NUMBER -> Figures.size(value);
      case TEXT -> null;
    };
  }

  private Page page() {
    InventoryManifest manifest = report.manifest();
    List<Section> sections = new ArrayList<>(Charts.of(summary, sorts()));
    long rows = summary.all().objects();
    if (rows > 0) {
      sections.add(
          new Section.Table(
              "Rows",
              PageText.firstOf(first.size(), rows, "rows"),
              shown.stream()
                  .map(field ->
                      new Section.Column(
                          field.csvName(), field.kind() == InventoryField.Kind.NUMBER))
                  .toList(),
              first));
    }
    return new Page(
        "Inventory of " + manifest.source(),
        "What "
            + manifest.source()
            + " held on "
            + PageText.time(manifest.created())
            + ", by the report "
            + report.where()
            + ", each file of which has the MD5 that its manifest says.",
        facts(manifest),
        sections);
  }

  private List<Fact> facts(InventoryManifest manifest) {
    List<Fact> facts = new ArrayList<>();
    facts.add(fact("Objects", CURRENT));
    if (versions) {
      facts.add(fact("Noncurrent versions", NONCURRENT));
      facts.add(
          new Fact(
              "Delete markers", Figures.count(summary.all().objects(MARKERS)), "", Tone.PLAIN));
    }
    facts.add(
        new Fact(
            "Report",
            manifest.format().manifestName(),
            Figures.count(manifest.files().size())
                + (manifest.files().size() == 1 ? " file, " : " files, ")
                + Figures.size(manifest.bytes()),
            Tone.PLAIN));
    return facts;
  }

  private Fact fact(String label, int sort) {
    return new Fact(
        label,
        Figures.count(summary.all().objects(sort)),
        Figures.size(summary.all().bytes(sort)),
        Tone.PLAIN);
  }
}
