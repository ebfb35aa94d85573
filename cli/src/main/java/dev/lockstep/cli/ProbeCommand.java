package dev.lockstep.cli;

import dev.lockstep.cli.RequestFlags.RequestSettings;
import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.telemetry.RequestCounts;
import dev.lockstep.verify.CapabilityProbe;
import dev.lockstep.verify.TrialNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lockstep probe STORE:bucket/prefix`.
@Command(
    name = "probe",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Finds out what a store can do, by trying it.",
    description = {
      "",
      "Writes small objects under PREFIX/lockstep-probe-.../, reads them back and removes them again, versions included. Conditions are sent where they must fail: a store that ignores one says success. It takes at most 160 requests, no object is larger than a few bytes, and one of them is of the class STANDARD_IA. In a bucket that locks objects one is retained for half a minute; where that may not be lifted, it stays as long, and its name is told. Where writing is not allowed, it looks at what is there. What is found out is kept in the state folder, and 'sync' goes by it.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  lockstep probe new:photos                    try it, and remember",
      "  lockstep probe new:photos/trials/ --dry-run  what would be written?",
      "  lockstep probe old:photos --read-only        only look at what is there",
      "  lockstep probe new:photos --output json",
      "",
      "Exit codes: 0 probed, 1 something could not be removed, 2 wrong usage,",
      "4 the store could not be used."
    })
final class ProbeCommand extends Verb {
  @Parameters(
      index = "0",
      paramLabel = "PLACE",
      description =
          "PROFILE:bucket/prefix of an AWS profile, or s3://bucket/prefix by the default chain.")
  private String placeText = "";

  @Option(
      names = {"-n", "--dry-run"},
      description = "Only say what would be written; no request is sent.")
  private boolean dryRun;

  @Option(
      names = "--read-only",
      description =
          "Write nothing: find out what listing and reading the objects that are there can tell, in at most 20 requests.")
  private boolean readOnly;

  @Mixin private TlsOptions tls = new TlsOptions();
  @Mixin private StateFolder state = new StateFolder();
  @Mixin private OutputOptions output = new OutputOptions();

  ProbeCommand(Surroundings around) {
    super(around);
  }

  @Override
  ExitCode run() {
    Address place = Address.parse(placeText);
    try (Stores stores = around.stores(RequestSettings.with(tls))) {
      BucketScope scope = stores.scope(place);
      CapabilityFile file =
          CapabilityFile.of(
              state.or(around.stateFolder()), scope.store().endpoint(), scope.bucket());
      if (dryRun) {
        return plan(scope, file);
      }
      return probe(scope, file, stores.requests());
    }
  }

  private ExitCode plan(BucketScope scope, CapabilityFile file) {
    String writes =
        readOnly
            ? "nothing: it would look at objects that are there, in at most 20 requests"
            : "small objects and uploads under "
                + scope.store().name()
                + ":"
                + scope.object(ObjectKey.of("lockstep-probe-…/"))
                + (scope.prefix().isEmpty() ? ", and one /lockstep-probe-…," : "")
                + " and remove them again, in at most "
                + CapabilityProbe.MOST_REQUESTS
                + " requests";
    new ProbeAnswer(around.out(), output.json()).plan(scope.toString(), writes, file.path());
    around.out().flush();
    return ExitCode.DONE;
  }

  private ExitCode probe(BucketScope scope, CapabilityFile file, RequestCounts requests) {
    CapabilityProbe probe =
        new CapabilityProbe(
            scope.store(),
            scope.bucket(),
            scope.prefix(),
            around.clock().instant(),
            TrialNames.unnoted(around.random()));
    ProbeAnswer answer = new ProbeAnswer(around.out(), output.json());
    try {
      Capabilities found = readOnly ? probe.readOnly() : probe.run();
      Capabilities known = file.update(found);
      answer.found(scope, known, probe.leftBehind(), requests.snapshot(), file.path());
      around.out().flush();
      return probe.leftBehind().isEmpty() ? ExitCode.DONE : ExitCode.NOT_IN_STEP;
    } catch (StoreException e) {
      answer.failed(scope.toString(), e, probe.leftBehind());
      around.out().flush();
      return ExitCode.STORE_UNUSABLE;
    }
  }
}
