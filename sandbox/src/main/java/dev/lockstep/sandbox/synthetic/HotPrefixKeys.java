package dev.lockstep.sandbox.synthetic;

import dev.lockstep.object.ObjectKey;

/// Most keys under one prefix, a few before and a few behind it.
record HotPrefixKeys(long count) implements KeyScheme {
  @Override
  public ObjectKey key(long place) {
    long aside = count / 200;
    String prefix = place < aside ? "archive/" : place < count - aside ? "hot/" : "zone/";
    return new NumberedKeys(count, prefix, 0).key(place);
  }
}
