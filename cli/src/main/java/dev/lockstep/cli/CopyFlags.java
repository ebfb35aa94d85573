package dev.lockstep.cli;

import dev.lockstep.copy.CopySettings;
import dev.lockstep.copy.Fidelity;
import dev.lockstep.copy.Fidelity.Level;
import dev.lockstep.copy.OnConflict;
import dev.lockstep.copy.Overwriting;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.object.Attribute;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.NotCarried;
import dev.lockstep.object.StorageClass;
import dev.lockstep.verify.TrialNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What travels with the bytes.
final class CopyFlags {
  @Option(
      names = "--preserve",
      paramLabel = "ATTRIBUTE=LEVEL",
      split = ",",
      completionCandidates = Attributes.class,
      description =
          "How much an attribute matters: must (else the object counts as failed; where the destination is known not to keep it, the run ends before its first write), best-effort (else it is noted) or ignore. Attributes: headers, user-metadata, tags, object-lock, encryption where it was asked for (must by default), storage-class, website-redirect, checksum, part-layout (best-effort), acl (ignore). Repeatable.")
  private List<String> preserve = new ArrayList<>();

  @Option(
      names = "--on-conflict",
      paramLabel = "WHAT",
      completionCandidates = Conflicts.class,
      description =
          "When somebody else has written at the destination since it was listed: overwrite (default), skip (leave it; it is a row if it differs) or fail (a failure). skip and fail write conditionally where the store honours that, which is tried out before if it isn't known, and else look right before each write.")
  private @Nullable String onConflict;

  @Option(
      names = "--storage-class",
      paramLabel = "CLASS",
      description = "Write this class instead of the source's.")
  private @Nullable String storageClass;

  @Option(
      names = "--sse",
      paramLabel = "ALGORITHM",
      description =
          "How the destination encrypts: AES256, aws:kms or aws:kms:dsse (default: as its bucket is set up).")
  private @Nullable String sse;

  @Option(
      names = "--sse-kms-key-id",
      paramLabel = "KEY",
      description = "The KMS key for --sse aws:kms.")
  private @Nullable String kmsKey;

  @Option(
      names = "--sse-bucket-key",
      description = "One bucket-level key instead of a KMS call per object.")
  private boolean bucketKey;

  @Option(
      names = "--origin-metadata",
      description =
          "Write version id, time and ETag of the source into each copy's user metadata (x-amz-meta-lockstep-origin-...). Where 2 KB have no room for that, it is left out and told.")
  private boolean originMetadata;

  /// What may follow `--preserve`; a level may follow that.
  static final class Attributes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Attribute.values()).map(Attribute::optionName).iterator();
    }
  }

  /// What may follow `--on-conflict`.
  static final class Conflicts implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(OnConflict.values()).map(OnConflict::optionName).iterator();
    }
  }

  /// How what stands at the destination is replaced.
  ///
  /// @param destination is asked for what hangs on it
  Overwriting overwriting(Surroundings around, DestinationRecord destination) {
    OnConflict onConflict = onConflict();
    Set<Capability> needed = onConflict == OnConflict.OVERWRITE ? Set.of() : Overwriting.CONDITIONS;
    return Overwriting.of(
        onConflict, destination.knowing(needed, TrialNames.unnoted(around.random())));
  }

  private OnConflict onConflict() {
    if (onConflict == null) {
      return OnConflict.OVERWRITE;
    }
    return Arrays.stream(OnConflict.values())
        .filter(known -> known.optionName().equals(onConflict))
        .findFirst()
        .orElseThrow(() ->
            new WrongUsage("--on-conflict is overwrite, skip or fail, not '" + onConflict + "'"));
  }

  CopySettings settings() {
    StorageClass wanted;
    try {
      wanted = storageClass == null ? null : new StorageClass(storageClass);
    } catch (IllegalArgumentException e) {
      throw new WrongUsage(String.valueOf(e.getMessage()));
    }
    CopySettings settings =
        new CopySettings(fidelity(), wanted, encryption(), CopySettings.STANDARD.partSize());
    return originMetadata ? settings.withOriginMetadata() : settings;
  }

  private @Nullable Encryption encryption() {
    if (sse == null) {
      if (kmsKey != null || bucketKey) {
        throw new WrongUsage("--sse-kms-key-id and --sse-bucket-key go with --sse aws:kms");
      }
      return null;
    }
    if (!List.of("AES256", "aws:kms", "aws:kms:dsse").contains(sse)) {
      throw new WrongUsage("--sse is AES256, aws:kms or aws:kms:dsse, not '" + sse + "'");
    }
    if (sse.equals("AES256") && (kmsKey != null || bucketKey)) {
      throw new WrongUsage(
          "--sse-kms-key-id and --sse-bucket-key go with --sse aws:kms, not with AES256");
    }
    return new Encryption(sse, kmsKey, bucketKey);
  }

  private Fidelity fidelity() {
    Fidelity fidelity = Fidelity.STANDARD;
    for (String pair : preserve) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String level = equals < 0 ? Level.MUST.optionName() : pair.substring(equals + 1);
      fidelity = fidelity.with(attribute(name), level(level));
    }
    return fidelity;
  }

  private static Attribute attribute(String name) {
    return Arrays.stream(Attribute.values())
        .filter(attribute -> attribute.optionName().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static WrongUsage unknown(String name) {
    boolean ofObjects =
        Arrays.stream(NotCarried.values()).anyMatch(known -> known.optionName().equals(name));
    return new WrongUsage(
        ofObjects
            ? "--preserve: no copy carries '" + name + "', so it can't be asked for"
            : "--preserve knows no '"
                + name
                + "': "
                + names(Arrays.stream(Attribute.values()).map(Attribute::optionName)));
  }

  private static Level level(String name) {
    return Arrays.stream(Level.values())
        .filter(level -> level.optionName().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new WrongUsage(
                "--preserve has no level '"
                    + name
                    + "': "
                    + names(Arrays.stream(Level.values()).map(Level::optionName))));
  }

  private static String names(Stream<String> names) {
    return names.collect(Collectors.joining(", "));
  }
}
