package dev.lockstep.benchmarks.inventory;

import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// A store whose buckets are folders, and of which nothing is asked but to read an object.
final class FolderStore {
  private FolderStore() {}

  static ObjectStore in(Path folder) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "name", "toString" -> "folder";
                  case "fetchObject" -> fetch(folder, (ObjectRef) arguments[0]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static FetchedObject fetch(Path folder, ObjectRef object) {
    Path file = folder.resolve(object.bucket().value()).resolve(object.key().text());
    try {
      FileChannel channel = FileChannel.open(file);
      return new Fetched(channel, channel.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Fetched(FileChannel channel, long length) implements FetchedObject {
    @Override
    public ObjectHead head() {
      return new ObjectHead(
          length, null, Instant.EPOCH, null, ObjectAttributes.NONE, 0, 0, List.of());
    }

    @Override
    public long offset() {
      return 0;
    }

    @Override
    public ReadableByteChannel body() {
      return channel;
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
