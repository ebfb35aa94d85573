package dev.lockstep.cli;

import dev.lockstep.endpoint.StoreException;
import dev.lockstep.inventory.InventoryException;
import dev.lockstep.journal.RunInProgressException;
import dev.lockstep.listing.ListingDisorder;
import dev.lockstep.state.StateException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;

/// A command: what it does ends in an [ExitCode], and what the user got wrong, or a file of the
/// user's that can't be used, in exit code 2 with a message. An answer that could not be written is
/// no success.
abstract class Verb implements Callable<Integer> {
  static final String UNWRITTEN = "lockstep: the answer could not be written to stdout";

  protected final Surroundings around;

  protected Verb(Surroundings around) {
    this.around = around;
  }

  abstract ExitCode run();

  @Override
  public final Integer call() {
    ExitCode code;
    try {
      code = run();
    } catch (WrongUsage | UncheckedIOException e) {
      say(String.valueOf(e.getMessage()));
      return ExitCode.WRONG_USAGE.code();
    } catch (StoreException e) {
      say(String.valueOf(e.getMessage()));
      return ExitCode.STORE_UNUSABLE.code();
    } catch (InventoryException | ListingDisorder e) {
      say(String.valueOf(e.getMessage()));
      return ExitCode.REFUSED.code();
    } catch (RunInProgressException e) {
      say(e.getMessage() + "; wait for it to end (sync does with --wait), or stop it");
      return ExitCode.REFUSED.code();
    } catch (StateException e) {
      say(e.getMessage());
      return ExitCode.of(e.reason()).code();
    }
    if (around.out().checkError()) {
      around.err().println(UNWRITTEN);
      around.err().flush();
      return (code == ExitCode.DONE ? ExitCode.NOT_IN_STEP : code).code();
    }
    return code.code();
  }

  private void say(String message) {
    around.err().println("lockstep: " + message);
    around.err().flush();
  }
}
