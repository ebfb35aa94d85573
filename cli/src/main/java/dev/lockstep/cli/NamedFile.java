package dev.lockstep.cli;

import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// A file as people name it: `-` for standard input or output, `STORE:bucket/key` or
/// `s3://bucket/key` for an object, and a path for anything else. A path with a colon in it is
/// written `./a:b`.
///
/// @param text as it was typed
record NamedFile(String text) {
  static final String STANDARD = "-";

  private static final Pattern OBJECT =
      Pattern.compile("(s3://|[^./][^/:]*:)[^/]+/.+", Pattern.DOTALL);

  boolean isStandard() {
    return text.equals(STANDARD);
  }

  boolean isObject() {
    return OBJECT.matcher(text).matches();
  }

  /// @throws WrongUsage when it can be no path
  Path path() {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new WrongUsage("'" + text + "' is no path: " + e.getReason());
    }
  }

  private ObjectRef object(Stores stores) {
    BucketScope scope = stores.scope(Address.parse(text));
    return scope.object(ObjectKey.EMPTY);
  }

  private ObjectStore store(Stores stores) {
    return stores.scope(Address.parse(text)).store();
  }

  /// Opens it for reading.
  ///
  /// @throws IOException when it can't be opened
  /// @throws dev.lockstep.endpoint.StoreException when the store does not give it
  InputStream open(InputStream standard, Stores stores) throws IOException {
    if (isStandard()) {
      return new FilterInputStream(standard) {
        @Override
        public void close() {
          // Standard input is nobody's to close.
        }
      };
    }
    if (!isObject()) {
      return Files.newInputStream(path());
    }
    FetchedObject fetched = store(stores).fetchObject(object(stores), ReadOptions.PLAIN);
    return new FilterInputStream(Channels.newInputStream(fetched.body())) {
      @Override
      public void close() {
        fetched.close();
      }
    };
  }

  /// Writes a local file to the object that this is.
  ///
  /// @throws WrongUsage when it is larger than a store takes in one piece
  /// @throws dev.lockstep.endpoint.StoreException when the store does not take it
  void upload(Path file, Stores stores) throws IOException {
    ObjectStore store = store(stores);
    ObjectRef target = object(stores);
    try (FileChannel content = FileChannel.open(file)) {
      long size = content.size();
      if (size > store.limits().singleWrite()) {
        throw new WrongUsage(
            text
                + " would have "
                + Amounts.size(size)
                + ", more than the store takes in one piece; write smaller ones");
      }
      store.putObject(
          target,
          ObjectAttributes.NONE,
          new ObjectBody.Streamed(content, size),
          WriteOptions.PLAIN);
    }
  }
}
