package dev.lockstep.copy;

import dev.lockstep.copy.CopyOutcome.Copied;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.object.Attribute;
import dev.lockstep.object.StorageClass;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Copies an object with all that is wanted of it, and when the destination refuses that, with as
/// much as it takes.
///
/// What need not arrive is given up, one thing at first: the cheapest, then another. Where that
/// does not help all of it is, to learn whether any of it was the reason; then it is taken back,
/// attribute by attribute, as far as the destination lets it. What was left out is a note. The next
/// refused object begins with what this one taught, so that only the first pays. Any thread may
/// call.
final class YieldingCopy {
  /// What can be left out of a write, and is taken back in this order: the dearest first. The cuts
  /// come before the checksum, which can be made of them. The lock is the last, though it is dear:
  /// a version that is replaced on the way would stay locked.
  private static final List<Attribute> YIELDING =
      List.of(
          Attribute.HEADERS,
          Attribute.USER_METADATA,
          Attribute.TAGS,
          Attribute.PART_LAYOUT,
          Attribute.CHECKSUM,
          Attribute.STORAGE_CLASS,
          Attribute.WEBSITE_REDIRECT,
          Attribute.OBJECT_LOCK);

  /// The lock is given up last.
  private static final List<Attribute> YIELDING_CHEAPEST_FIRST =
      Stream.concat(
              YIELDING.reversed().stream().filter(one -> one != Attribute.OBJECT_LOCK),
              Stream.of(Attribute.OBJECT_LOCK))
          .toList();

  private final CopySettings settings;
  private final CopyWays ways;
  private final Set<StorageClass> refusedClasses = ConcurrentHashMap.newKeySet();
  private volatile boolean refusesChecksumsOfParts;
  private volatile Set<Attribute> lastGivenUp = Set.of();

  /// @param ways how to copy with all that the settings want
  YieldingCopy(CopySettings settings, CopyWays ways) {
    this.settings = settings;
    this.ways = ways;
  }

  /// @throws StoreException when the object can't be copied, even with nothing but what it must
  ///   have
  CopyOutcome copy(CopyRequest request) {
    Set<Attribute> optional = optionalIn(request);
    try {
      return without(knownInVain(request, optional), request, "the destination refuses it");
    } catch (StoreException e) {
      if (!e.failure().refusal() || optional.isEmpty()) {
        throw e;
      }
      // What was refused may have been done all the same.
      return switch (withLess(request, optional, e)) {
        case Copied copied -> copied.afterAnother();
        case CopyOutcome.SourceGone gone -> gone;
        case CopyOutcome.TargetChanged changed -> changed;
      };
    }
  }

  /// What was refused of other objects alone, and depends on nothing else.
  private Set<Attribute> knownInVain(CopyRequest request, Set<Attribute> optional) {
    Set<Attribute> known = EnumSet.noneOf(Attribute.class);
    if (refusedClasses.contains(request.storageClass())) {
      known.add(Attribute.STORAGE_CLASS);
    }
    if (refusesChecksumsOfParts && request.sourceParts() > 0) {
      known.add(Attribute.CHECKSUM);
    }
    known.retainAll(optional);
    return known;
  }

  private Set<Attribute> optionalIn(CopyRequest request) {
    Set<Attribute> optional = EnumSet.copyOf(YIELDING);
    optional.removeIf(
        attribute -> settings.demands(attribute) || !settings.fidelity().wants(attribute));
    if (request.storageClass().equals(StorageClass.STANDARD)) {
      optional.remove(Attribute.STORAGE_CLASS);
    }
    if (request.sourceParts() == 0) {
      optional.remove(Attribute.PART_LAYOUT);
    }
    return optional;
  }

  private CopyOutcome withLess(
      CopyRequest request, Set<Attribute> optional, StoreException refusal) {
    String why = refusal.failure().detail().code();
    Set<Attribute> taught = lastGivenUp;
    try {
      if (!taught.isEmpty() && optional.containsAll(taught)) {
        return without(taught, request, why);
      }
    } catch (StoreException e) {
      rethrowUnlessRefusal(e);
    }
    try {
      CopyOutcome all = withoutOne(request, optional, why);
      return all == null ? withoutMany(request, optional, why) : all;
    } catch (StoreException e) {
      rethrowUnlessRefusal(e);
      refusal.addSuppressed(e);
      throw refusal;
    }
  }

  /// Most often one thing alone is refused, and what is refused writes nothing.
  ///
  /// @return null when there is more than one
  private @Nullable CopyOutcome withoutOne(
      CopyRequest request, Set<Attribute> optional, String why) {
    if (optional.size() == 1) {
      return null;
    }
    for (Attribute attribute : YIELDING_CHEAPEST_FIRST) {
      if (optional.contains(attribute)) {
        try {
          CopyOutcome copied = without(EnumSet.of(attribute), request, why);
          learn(EnumSet.of(attribute), request);
          return copied;
        } catch (StoreException e) {
          rethrowUnlessRefusal(e);
        }
      }
    }
    return null;
  }

  /// What is replaced on the way stays as a version where versions are kept, and for good if it is
  /// locked: what is written with a lock is written once.
  private CopyOutcome withoutMany(CopyRequest request, Set<Attribute> optional, String why) {
    CopyOutcome bare = without(optional, request, why);
    return isLocked(bare) ? bare : takeBack(request, optional, bare, why);
  }

  private static boolean isLocked(CopyOutcome written) {
    return written instanceof Copied copied
        && copied.intended() != null
        && !copied.intended().lock().isNone();
  }

  /// @param bare the copy with nothing that is optional, which the destination took
  private CopyOutcome takeBack(
      CopyRequest request, Set<Attribute> optional, CopyOutcome bare, String why) {
    CopyOutcome best = bare;
    CopyRequest again = over(request, bare);
    Set<Attribute> givenUp = EnumSet.copyOf(optional);
    for (Attribute attribute : YIELDING) {
      Set<Attribute> fewer = EnumSet.copyOf(givenUp);
      if (!fewer.remove(attribute) || fewer.isEmpty()) {
        continue;
      }
      try {
        best = without(fewer, again, why);
        again = over(again, best);
        givenUp = fewer;
      } catch (StoreException e) {
        rethrowUnlessRefusal(e);
      }
    }
    learn(givenUp, request);
    return best;
  }

  private void learn(Set<Attribute> givenUp, CopyRequest request) {
    lastGivenUp = Collections.unmodifiableSet(EnumSet.copyOf(givenUp));
    if (givenUp.equals(EnumSet.of(Attribute.STORAGE_CLASS))) {
      refusedClasses.add(request.storageClass());
    }
    if (givenUp.equals(EnumSet.of(Attribute.CHECKSUM)) && request.sourceParts() > 0) {
      refusesChecksumsOfParts = true;
    }
  }

  /// What is written next replaces what was written before.
  private static CopyRequest over(CopyRequest request, CopyOutcome written) {
    return written instanceof Copied copied ? request.over(copied.receipt()) : request;
  }

  private static void rethrowUnlessRefusal(StoreException e) {
    if (!e.failure().refusal()) {
      throw e;
    }
  }

  private CopyOutcome without(Set<Attribute> givenUp, CopyRequest request, String why) {
    if (givenUp.isEmpty()) {
      return ways.copy(request);
    }
    return switch (ways.without(givenUp).copy(request)) {
      case Copied copied -> copied.withNote(note(givenUp, request, why));
      case CopyOutcome.SourceGone gone -> gone;
      case CopyOutcome.TargetChanged changed -> changed;
    };
  }

  private static String note(Set<Attribute> givenUp, CopyRequest request, String why) {
    String names =
        givenUp.stream()
            .map(attribute ->
                attribute == Attribute.STORAGE_CLASS
                    ? "storage class " + request.storageClass()
                    : attribute.words())
            .collect(Collectors.joining(" and "));
    return "written without " + names + ": " + why;
  }
}
