package dev.lockstep.endpoint;

import dev.lockstep.object.ObjectHead;
import java.nio.channels.ReadableByteChannel;

/// The answer to a GetObject: what was asked for of the object, being read.
///
/// The body ends after exactly [#length] bytes; when the store sends fewer, reading fails with an
/// [java.io.IOException] and never looks like the end. Close it in any case: read to its end, its
/// connection serves the next request; else it is dropped.
public interface FetchedObject extends AutoCloseable {
  ObjectHead head();

  /// Where the body begins within the object, in bytes.
  long offset();

  /// How many bytes the body has.
  long length();

  /// The bytes. Read by one thread, blocking it; reading into a direct buffer copies least.
  ReadableByteChannel body();

  @Override
  void close();
}
