package dev.lockstep.history;

import dev.lockstep.object.ObjectLock;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;

/// Versity S3 Gateway on a file system.
@Tag("versitygw")
class VersitygwHistoriesTest extends RealServerHistories {
  VersitygwHistoriesTest() {
    super("VERSITYGW");
  }

  /// HEAD tells the lock of the newest version alone, and keeps all.
  @Override
  List<ObjectLock> toldOfOlder(List<ObjectLock> locks) {
    return Collections.nCopies(locks.size(), ObjectLock.NONE);
  }

  /// No folders with a body, no `//`, no `..`, and 255 bytes between slashes.
  @Override
  Set<Integer> notKept(boolean saysIds) {
    return Set.of(1, 2, 3, 7);
  }
}
