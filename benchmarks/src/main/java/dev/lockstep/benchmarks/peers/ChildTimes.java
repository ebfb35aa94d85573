package dev.lockstep.benchmarks.peers;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The processor time of all processes that this one has started and that have ended, with what
/// they started and waited for: what `wait4` tells, to the microsecond. Linux with 64 bits alone.
///
/// @param user seconds in the programs themselves
/// @param system seconds in the kernel for them
record ChildTimes(double user, double system) {
  private static final int CHILDREN = -1;
  private static final int ROOM = 256;
  private static final double MICROS = 1e6;
  private static final MethodHandle GETRUSAGE = find();

  @SuppressWarnings("restricted")
  private static MethodHandle find() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("getrusage"),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
  }

  /// Up to now.
  static ChildTimes now() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment usage = arena.allocate(ROOM, Long.BYTES);
      int failed = (int) GETRUSAGE.invokeExact(CHILDREN, usage);
      if (failed != 0) {
        throw new IllegalStateException("getrusage has failed");
      }
      return new ChildTimes(seconds(usage, 0), seconds(usage, 2));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static double seconds(MemorySegment usage, int at) {
    long whole = usage.getAtIndex(ValueLayout.JAVA_LONG, at);
    long micros = usage.getAtIndex(ValueLayout.JAVA_LONG, at + 1L);
    return whole + micros / MICROS;
  }

  ChildTimes since(ChildTimes before) {
    return new ChildTimes(user - before.user, system - before.system);
  }
}
