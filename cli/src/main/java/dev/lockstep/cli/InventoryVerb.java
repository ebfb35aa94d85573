package dev.lockstep.cli;

import dev.lockstep.endpoint.StoreException;
import dev.lockstep.inventory.InventoryException;
import dev.lockstep.listing.ListingDisorder;
import dev.lockstep.telemetry.JsonException;
import dev.lockstep.telemetry.JsonWriter;

/// A verb below `lockstep inventory`: what stands in its way is said on stderr, or in the JSON that
/// was asked for.
abstract class InventoryVerb extends Verb {
  protected InventoryVerb(Surroundings around) {
    super(around);
  }

  abstract ExitCode work();

  abstract boolean json();

  @Override
  final ExitCode run() {
    try {
      return work();
    } catch (StoreException e) {
      return failed(e.failure().detail().code(), e, ExitCode.STORE_UNUSABLE);
    } catch (ListingDisorder e) {
      return failed("ListingDisorder", e, ExitCode.REFUSED);
    } catch (InventoryException e) {
      return failed("Refused", e, ExitCode.REFUSED);
    } catch (JsonException e) {
      return failed("NoJson", e, ExitCode.WRONG_USAGE);
    }
  }

  private ExitCode failed(String code, RuntimeException e, ExitCode exit) {
    if (json()) {
      JsonWriter json = new JsonWriter(around.out()).beginObject().member("complete", false);
      json.name("error").beginObject();
      json.member("code", code).member("message", e.getMessage()).endObject().endObject();
      around.out().println();
      around.out().flush();
    }
    around.err().println("lockstep: " + e.getMessage());
    around.err().flush();
    return exit;
  }
}
