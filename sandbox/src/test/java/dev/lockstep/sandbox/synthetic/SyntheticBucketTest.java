package dev.lockstep.sandbox.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.ByteRange;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.sandbox.InMemoryObjectStore;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.testkit.StoreUnderTest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Buckets that are computed: their order, their answers, their bytes.
class SyntheticBucketTest {
  private static final long MIB = 1L << 20;

  private final SandboxStore store = new SandboxStore(InstantSource.system());
  private final InMemoryObjectStore port = new InMemoryObjectStore("memory", store);

  @Test
  void keysOfEverySchemeAreInOrderAndDifferent() {
    for (KeyScheme scheme : schemes(20_000)) {
      for (long place = 1; place < scheme.count(); place++) {
        assertThat(scheme.key(place)).isGreaterThan(scheme.key(place - 1));
      }
    }
  }

  @Test
  void keysOfHugeSchemesAreInOrderEverywhere() {
    for (KeyScheme scheme : schemes(1_000_000_000)) {
      for (long place = 1; place < scheme.count(); place += 99_991_111) {
        assertThat(scheme.key(place)).isGreaterThan(scheme.key(place - 1));
      }
    }
  }

  private static List<KeyScheme> schemes(long count) {
    return List.of(
        KeyScheme.flat(count),
        KeyScheme.deep(count),
        KeyScheme.hot(count),
        KeyScheme.random(count, 1),
        KeyScheme.random(count, 2));
  }

  @Test
  void eachSchemeIsListedWholeFromAnyPlace() {
    int number = 0;
    for (KeyScheme scheme : schemes(2_500)) {
      BucketName bucket = add("bucket-" + number++, SyntheticSpec.of(scheme, SizeScheme.fixed(1)));

      assertThat(keys(bucket, ObjectKey.EMPTY)).hasSize(2_500).isSorted();
      ObjectKey middle = scheme.key(1_200);
      assertThat(keys(bucket, middle)).hasSize(1_299).startsWith(scheme.key(1_201));
    }
  }

  @Test
  void anObjectIsWhatItsRowSays() throws NoSuchAlgorithmException {
    BucketName bucket =
        add("bucket", SyntheticSpec.of(KeyScheme.flat(50), SizeScheme.spread(0, 100_000, 3)));
    EntryPage page = port.listObjects(bucket, ListingRequest.first(ObjectKey.EMPTY)).entries();

    for (int row = 0; row < page.count(); row++) {
      byte[] bytes = bytes(bucket, page.key(row), ReadOptions.PLAIN);
      assertThat(bytes).hasSize((int) page.size(row));
      assertThat(page.entry(row).etag()).isEqualTo(new ETag(md5(bytes)));
    }
  }

  @Test
  void anObjectInPartsHasTheEtagOfItsParts() throws NoSuchAlgorithmException {
    for (boolean stamped : new boolean[] {false, true}) {
      SyntheticSpec spec =
          SyntheticSpec.of(KeyScheme.flat(3), SizeScheme.fixed(2 * MIB + 17)).withPartSize(MIB);
      BucketName bucket = add("parts-" + stamped, stamped ? spec.withStamps() : spec);
      ObjectKey key = spec.keys().key(1);
      byte[] bytes = bytes(bucket, key, ReadOptions.PLAIN);

      MessageDigest md5s = MessageDigest.getInstance("MD5");
      for (int from = 0; from < bytes.length; from += (int) MIB) {
        int to = (int) Math.min(bytes.length, from + MIB);
        md5s.update(HexFormat.of().parseHex(md5(Arrays.copyOfRange(bytes, from, to))));
      }
      ObjectHead head = port.headObject(ObjectRef.current(bucket, key), ReadOptions.PLAIN);
      assertThat(head.etag()).isEqualTo(new ETag(HexFormat.of().formatHex(md5s.digest()) + "-3"));
      assertThat(bytes(bucket, key, ReadOptions.PLAIN.partNumber(2)))
          .isEqualTo(Arrays.copyOfRange(bytes, (int) MIB, (int) (2 * MIB)));
    }
  }

  @Test
  void aHugeObjectIsReadAnywhereAndItsEtagCostsOnePart() {
    long size = 10_000 * 64 * MIB - 5;
    SyntheticSpec spec =
        SyntheticSpec.of(KeyScheme.flat(1), SizeScheme.fixed(size)).withPartSize(64 * MIB);
    BucketName bucket = add("huge", spec);
    ObjectKey key = spec.keys().key(0);

    ObjectHead head = port.headObject(ObjectRef.current(bucket, key), ReadOptions.PLAIN);
    assertThat(head.size()).isEqualTo(size);
    assertThat(head.etag())
        .isNotNull()
        .satisfies(etag -> assertThat(etag.parts()).isEqualTo(10_000));
    byte[] end = bytes(bucket, key, ReadOptions.PLAIN.range(new ByteRange(size - 9, size - 1)));
    assertThat(end).hasSize(9);
  }

  @Test
  void theSameSpecificationIsTheSameBucket() {
    SyntheticSpec spec = SyntheticSpec.of(KeyScheme.deep(1_000), SizeScheme.spread(1, 9_999, 5));
    BucketName one = add("one", spec);
    BucketName two = add("two", spec);

    assertThat(rows(one)).isEqualTo(rows(two));
  }

  @Test
  void justTheObjectsThatAreToBeMissingAreMissing() {
    SyntheticSpec spec = SyntheticSpec.of(KeyScheme.flat(1_003), SizeScheme.fixed(10));
    Set<String> all = new HashSet<>(rows(add("all", spec)));
    Set<String> fewer = new HashSet<>(rows(add("fewer", spec.withMissingEvery(100))));

    assertThat(all).containsAll(fewer);
    assertThat(fewer).hasSize(1_003 - 10);
  }

  @Test
  void justTheObjectsThatAreToBeChangedAreChanged() {
    SyntheticSpec spec = SyntheticSpec.of(KeyScheme.flat(1_003), SizeScheme.fixed(10));
    Set<String> all = new HashSet<>(rows(add("all", spec)));
    Set<String> changed = new HashSet<>(rows(add("changed", spec.withChangedEvery(100))));
    changed.removeAll(all);

    assertThat(changed).hasSize(10);
  }

  private BucketName add(String name, SyntheticSpec spec) {
    BucketName bucket = new BucketName(name);
    store.addBucket(new SyntheticBucket(bucket, Account.LOCKSTEP, spec));
    return bucket;
  }

  private List<ObjectKey> keys(BucketName bucket, ObjectKey after) {
    List<ObjectKey> keys = new ArrayList<>();
    ListingRequest request = new ListingRequest(ObjectKey.EMPTY, after, null, 1000);
    while (true) {
      ListingPage page = port.listObjects(bucket, request);
      for (int row = 0; row < page.entries().count(); row++) {
        keys.add(page.entries().key(row));
      }
      if (page.nextToken() == null) {
        return keys;
      }
      request = request.next(page.nextToken());
    }
  }

  private List<String> rows(BucketName bucket) {
    List<String> rows = new ArrayList<>();
    for (ObjectKey key : keys(bucket, ObjectKey.EMPTY)) {
      ObjectHead head = port.headObject(ObjectRef.current(bucket, key), ReadOptions.PLAIN);
      rows.add(key + " " + head.size() + " " + head.etag());
    }
    return rows;
  }

  private byte[] bytes(BucketName bucket, ObjectKey key, ReadOptions options) {
    try (FetchedObject fetched = port.fetchObject(ObjectRef.current(bucket, key), options)) {
      return StoreUnderTest.readFully(fetched);
    }
  }

  private static String md5(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
  }
}
