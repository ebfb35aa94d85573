package dev.lockstep.inventory;

import dev.lockstep.object.BucketName;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.ObjectKey;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which reports are to be made of a bucket, and how often: what S3 calls an inventory
/// configuration.
///
/// @param enabled whether reports are made; else it is only kept
/// @param prefix what the keys begin with that are listed; empty for all
/// @param accountId who owns the destination; null for whoever does
/// @param destinationPrefix of the report's keys
public record InventoryConfiguration(
    String id,
    boolean enabled,
    boolean allVersions,
    ObjectKey prefix,
    Set<InventoryField> optional,
    Frequency frequency,
    @Nullable String accountId,
    BucketName destination,
    ObjectKey destinationPrefix,
    InventoryFormat format,
    @Nullable Encryption encryption) {

  /// How often.
  public enum Frequency {
    DAILY("Daily"),
    /// On Sundays, as S3 does.
    WEEKLY("Weekly");

    private final String awsName;

    Frequency(String awsName) {
      this.awsName = awsName;
    }

    /// As configurations write it.
    public String awsName() {
      return awsName;
    }
  }

  /// @throws InventoryException when it is none that S3 would take
  public InventoryConfiguration {
    optional = optional.isEmpty() ? Set.of() : EnumSet.copyOf(optional);
    if (!id.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new InventoryException(
          "'" + id + "' is no id: 1 to 64 letters, digits, '.', '_' and '-'");
    }
  }

  /// Whether a report is due: the first at once, then one each day, or each week from Sunday on, in
  /// UTC.
  ///
  /// @param lastRun null for never
  public boolean isDue(@Nullable Instant lastRun, Instant now) {
    if (!enabled) {
      return false;
    }
    if (lastRun == null) {
      return true;
    }
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    LocalDate since =
        switch (frequency) {
          case DAILY -> today;
          case WEEKLY -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
        };
    return lastRun.isBefore(since.atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
