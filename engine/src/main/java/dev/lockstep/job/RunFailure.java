package dev.lockstep.job;

import dev.lockstep.copy.StoppedException;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.inventory.InventoryException;
import dev.lockstep.listing.ListingDisorder;
import dev.lockstep.state.StateException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/// Why a run ended early.
///
/// @param code a stable word: S3's error code, or one of ours
/// @param message for people; names store, bucket and key
public record RunFailure(Cause cause, String code, String message) {
  static final String LOCAL_FILE = "LocalFile";

  private static final String STATE = "State";

  /// What kind of thing stood in the way.
  public enum Cause {
    /// A store could not be reached or used.
    STORE,
    /// Going on would not have been safe.
    SAFETY,
    /// A file of this machine could not be written or read.
    LOCAL_FILE,
    /// Somebody told it to stop.
    STOPPED
  }

  static RunFailure unsafe(String code, String message) {
    return new RunFailure(Cause.SAFETY, code, message);
  }

  /// Does a run's work, and tells what ended it early to `failed`. A mistake of the program's own
  /// is thrown.
  static void orTell(Runnable work, Consumer<RunFailure> failed) {
    try {
      work.run();
    } catch (StoreException e) {
      failed.accept(new RunFailure(Cause.STORE, e.failure().detail().code(), words(e)));
    } catch (StoppedException e) {
      failed.accept(new RunFailure(Cause.STOPPED, "Stopped", "It was told to stop."));
    } catch (ListingDisorder e) {
      failed.accept(unsafe("ListingDisorder", words(e)));
    } catch (InventoryException e) {
      failed.accept(unsafe("ReportUnusable", words(e)));
    } catch (LossSurvey.LossException e) {
      failed.accept(unsafe("AttributeNotKept", words(e)));
    } catch (HistoryPlanning.DivergenceException e) {
      failed.accept(unsafe("Diverged", words(e)));
    } catch (StateException e) {
      failed.accept(new RunFailure(Cause.LOCAL_FILE, STATE, words(e)));
    } catch (UncheckedIOException e) {
      failed.accept(new RunFailure(Cause.LOCAL_FILE, LOCAL_FILE, words(e)));
    }
  }

  private static String words(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }
}
