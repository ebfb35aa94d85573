package dev.lockstep.cli;

import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.Capabilities.Answer;
import dev.lockstep.endpoint.Capabilities.Finding;
import dev.lockstep.endpoint.Capabilities.Origin;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.object.BucketName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was found out about a bucket's store, in a text file of the state folder: who it is of, and
/// a line for each finding. Runs read it; `probe` writes it.
///
/// ```
/// lockstep-capabilities 1
/// endpoint https://minio.example:9000
/// bucket photos
/// put-if-absent yes 2026-11-23T12:00:00Z refused where the condition did not hold, done where it held
/// ```
final class CapabilityFile {
  private static final String HEADING = "lockstep-capabilities 1";

  private final Path file;
  private final String endpoint;
  private final BucketName bucket;

  private CapabilityFile(Path file, String endpoint, BucketName bucket) {
    this.file = file;
    this.endpoint = endpoint;
    this.bucket = bucket;
  }

  /// The file of a bucket: buckets of one store may differ, by their settings or by who may do
  /// what.
  static CapabilityFile of(Path stateFolder, String endpoint, BucketName bucket) {
    String name = digest(endpoint + '\n' + bucket.value()) + ".txt";
    return new CapabilityFile(stateFolder.resolve("capabilities").resolve(name), endpoint, bucket);
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  Path path() {
    return file;
  }

  /// What is written there; nothing when there is no such file.
  ///
  /// @throws UncheckedIOException when it can't be read, or is none of ours
  Capabilities read() {
    try {
      Capabilities found = Capabilities.NONE;
      boolean heading = true;
      for (String line : Files.readAllLines(file)) {
        if (heading && !line.equals(HEADING)) {
          throw new IOException("it does not begin with '" + HEADING + "'");
        }
        heading = false;
        found = withLine(found, line);
      }
      return found;
    } catch (NoSuchFileException e) {
      return Capabilities.NONE;
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + " can't be used: " + e.getMessage() + "; remove it, and probe again", e);
    }
  }

  /// A line that this version does not know is left out: a later one may have written it.
  private static Capabilities withLine(Capabilities found, String line) {
    String[] words = line.split(" ", 4);
    Optional<Capability> capability = Capability.named(words[0]);
    Finding finding = capability.isPresent() && words.length == 4 ? finding(words) : null;
    return finding == null ? found : found.with(capability.get(), finding);
  }

  private static @Nullable Finding finding(String[] words) {
    try {
      Answer answer = Answer.valueOf(words[1].toUpperCase(Locale.ROOT));
      return new Finding(answer, Origin.TRIED, Instant.parse(words[2]), words[3]);
    } catch (IllegalArgumentException | DateTimeException e) {
      return null;
    }
  }

  /// Adds what was found out now. A reader sees the file before, or the file after.
  ///
  /// @throws UncheckedIOException when it can't be written
  Capabilities update(Capabilities now) {
    Capabilities all = read().updatedBy(now);
    try {
      Files.createDirectories(file.getParent(), ownersAlone("rwx------"));
      Path fresh = Files.createTempFile(file.getParent(), "new-", ".txt", ownersAlone("rw-------"));
      Files.writeString(fresh, text(all));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + " can't be written: " + e.getMessage() + "; choose another with --state-dir", e);
    }
    return all;
  }

  private String text(Capabilities all) {
    StringBuilder text = new StringBuilder(HEADING).append('\n');
    text.append("endpoint ").append(endpoint).append('\n');
    text.append("bucket ").append(bucket).append('\n');
    all.findings()
        .forEach((capability, finding) ->
            text.append(capability.optionName())
                .append(' ')
                .append(finding.answer().name().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(finding.at())
                .append(' ')
                .append(finding.seen().replaceAll("\\p{Cntrl}", " "))
                .append('\n'));
    return text.toString();
  }

  private FileAttribute<?>[] ownersAlone(String permissions) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
