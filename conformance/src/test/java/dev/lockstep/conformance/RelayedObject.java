package dev.lockstep.conformance;

import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.object.ObjectHead;
import java.nio.channels.ReadableByteChannel;

/// An object that was read, of which something else is told.
///
/// @param head what is told in place of its own
public record RelayedObject(FetchedObject fetched, ObjectHead head) implements FetchedObject {
  @Override
  public long offset() {
    return fetched.offset();
  }

  @Override
  public long length() {
    return fetched.length();
  }

  @Override
  public ReadableByteChannel body() {
    return fetched.body();
  }

  @Override
  public void close() {
    fetched.close();
  }
}
