package dev.lockstep.history;

import org.junit.jupiter.api.Tag;

/// Versity S3 Gateway on a file system.
@Tag("versitygw")
class VersitygwHistoriesTest extends RealServerHistories {
  VersitygwHistoriesTest() {
    super("VERSITYGW");
  }
}
