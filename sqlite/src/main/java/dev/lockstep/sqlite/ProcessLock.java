package dev.lockstep.sqlite;

import dev.lockstep.state.StateException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// A file that one process may hold, or several that share it. The operating system lets go of it
/// when a process ends, however it ends. In it stands who has taken it last.
///
/// Within this process the same rules hold. A file that is held is never opened a second time:
/// closing it would let go of it.
final class ProcessLock implements AutoCloseable {
  private static final Map<Path, ProcessLock> HELD = new HashMap<>();

  private final Path file;
  private final FileChannel channel;
  private final boolean shared;
  private int holders = 1;

  private ProcessLock(Path file, FileChannel channel, boolean shared) {
    this.file = file;
    this.channel = channel;
    this.shared = shared;
  }

  /// @param who for the messages of others
  /// @param what for the message that it is held
  /// @throws StateException when another holds it
  static ProcessLock take(Path file, String who, String what) throws IOException {
    return take(file, false, who, what);
  }

  /// @throws StateException when another holds it alone
  static ProcessLock share(Path file, String who, String what) throws IOException {
    return take(file, true, who, what);
  }

  private static ProcessLock take(Path file, boolean shared, String who, String what)
      throws IOException {
    synchronized (HELD) {
      ProcessLock held = HELD.get(file);
      if (held != null) {
        if (!shared || !held.shared) {
          throw held(what, read(held.channel));
        }
        held.holders++;
        return held;
      }
      FileChannel channel =
          OwnersAlone.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
      try {
        if (channel.tryLock(0, Long.MAX_VALUE, shared) == null) {
          throw held(what, read(channel));
        }
        say(channel, who);
        ProcessLock lock = new ProcessLock(file, channel, shared);
        HELD.put(file, lock);
        return lock;
      } catch (RuntimeException | IOException | Error e) {
        channel.close();
        throw e;
      }
    }
  }

  private static StateException held(String what, String who) {
    return new StateException(
        StateException.Reason.HELD, what + " (" + who + "); wait for it to end, or stop it", null);
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(200);
    channel.read(text, 0);
    return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
  }

  private static void say(FileChannel channel, String text) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)), 0);
  }

  /// To be called once for each time it was taken.
  @Override
  public void close() {
    synchronized (HELD) {
      holders--;
      if (holders > 0) {
        return;
      }
      HELD.remove(file);
      try {
        channel.close();
      } catch (IOException e) {
        throw Failures.of(file, e);
      }
    }
  }
}
