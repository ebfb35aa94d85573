package dev.lockstep.history;

import dev.lockstep.object.ObjectLock;
import java.util.Collections;
import java.util.List;
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
}
