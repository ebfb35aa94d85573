package dev.lockstep.cli;

import dev.lockstep.inventory.InventoryFormat;
import dev.lockstep.inventory.InventoryReport;
import dev.lockstep.inventory.InventoryRequest;
import dev.lockstep.inventory.InventorySpace;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.sort.ScratchFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lockstep inventory run SOURCE --to PLACE --id ID`.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Lists a bucket and writes a report of it, in the layout of S3 Inventory.",
    description = {
      "",
      "Writes PLACE/BUCKET/ID/DATE/manifest.json and what belongs to it; manifest.checksum comes last, and says that the report is complete. Rows are in the order of their keys. The bucket is listed by many threads, in memory that does not grow with it.",
      "",
      "A report that was cut off is gone on with by the next run of the same line within a day; else it is cleared away.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  lockstep inventory run a:src --to a:reports/inv --id weekly --versions all",
      "  lockstep inventory run a:src/2026/ --to b:reports --id new --fields Size,ETag",
      "  lockstep inventory run a:src --to a:reports --id full --fields all",
      "        asks for each object by a request of its own",
      "",
      "Exit codes: 0 complete, 2 wrong usage, 3 the listing can't be trusted, or",
      "another run makes the same report, 4 a store could not be used, 130 told to",
      "stop."
    })
final class InventoryRunCommand extends InventoryVerb {
  @Parameters(
      index = "0",
      paramLabel = "SOURCE",
      description =
          "PROFILE:bucket/prefix of an AWS profile, or s3://bucket/prefix by the default chain.")
  private String sourceText = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "PLACE",
      description = "The same for where the report goes.")
  private String destinationText = "";

  @Option(
      names = "--id",
      required = true,
      paramLabel = "ID",
      description = "The name of the report: up to 64 letters, digits, '.', '_' and '-'.")
  private String id = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "csv, orc or parquet (default: parquet).")
  private String format = "parquet";

  @Option(
      names = "--versions",
      paramLabel = "WHICH",
      description =
          "current: a row for each object (default). all: a row for each version and each delete marker.")
  private String versions = "current";

  @Option(
      names = "--fields",
      paramLabel = "FIELD",
      split = ",",
      description =
          "Optional fields, as S3 Inventory names them, or all, or none (default: those that a listing tells: Size, LastModifiedDate, ETag, StorageClass, IsMultipartUploaded). Each of the others takes a request for each version.")
  private List<String> fields = new ArrayList<>();

  @Option(
      names = "--encryption",
      paramLabel = "HOW",
      description =
          "Of the report's objects: sse-s3, sse-kms or sse-kms:KEY (default: what the bucket does of itself).")
  private @Nullable String encryption;

  @Option(
      names = "--rows-per-file",
      paramLabel = "N",
      description = "A data file ends after so many rows (default: ${DEFAULT-VALUE}).")
  private long rowsOfAFile = InventorySpace.ROWS_OF_A_FILE;

  @Option(
      names = "--list-concurrency",
      paramLabel = "N",
      description =
          "Key ranges listed at once; fewer in little memory (default: ${DEFAULT-VALUE}).")
  private int listConcurrency = 16;

  @Option(
      names = "--temp-dir",
      paramLabel = "DIR",
      description = "Where data files are until they are uploaded (default: the system's).")
  private Path temporary = ScratchFile.usualFolder();

  @Option(
      names = {"-n", "--dry-run"},
      description = "Only say what would be written; no request is sent.")
  private boolean dryRun;

  @Mixin private Memory memory = new Memory();
  @Mixin private RequestFlags requests = new RequestFlags();
  @Mixin private StateFolder state = new StateFolder();
  @Mixin private OutputOptions output = new OutputOptions();

  InventoryRunCommand(Surroundings around) {
    super(around);
  }

  @Override
  boolean json() {
    return output.json();
  }

  @Override
  ExitCode work() {
    memory.check();
    Address from = Address.parse(sourceText);
    Address to = Address.parse(destinationText);
    if (listConcurrency < 1 || rowsOfAFile < 1) {
      throw new WrongUsage("--list-concurrency and --rows-per-file are at least 1");
    }
    try (Stores stores = around.stores(requests.settings())) {
      InventoryRequest request = request(stores.scope(from), stores.scope(to));
      InventoryAnswer answer = new InventoryAnswer(around.out(), output.json());
      if (dryRun) {
        answer.plan(request, around.clock().instant());
        return ExitCode.DONE;
      }
      InventoryReport report =
          new InventoryRuns(around, state.or(around.stateFolder()), output.quiet())
              .run(request, space());
      answer.made(request, report, stores.requests().snapshot());
      return ExitCode.DONE;
    }
  }

  private InventorySpace space() {
    return InventorySpace.of(
        temporary, listConcurrency, Runtime.getRuntime().maxMemory(), rowsOfAFile);
  }

  private InventoryRequest request(BucketScope from, BucketScope to) {
    InventoryRequest request =
        new InventoryRequest(
            from,
            to,
            id,
            InventoryFormat.named(format)
                .orElseThrow(
                    () -> new WrongUsage("--format is csv, orc or parquet, not '" + format + "'")),
            allVersions(),
            InventoryFields.of(fields),
            EncryptionText.parse(encryption));
    try {
      request.place();
    } catch (IllegalArgumentException e) {
      throw new WrongUsage("--id: " + e.getMessage());
    }
    return request;
  }

  private boolean allVersions() {
    return switch (versions) {
      case "all" -> true;
      case "current" -> false;
      default -> throw new WrongUsage("--versions is current or all, not '" + versions + "'");
    };
  }
}
