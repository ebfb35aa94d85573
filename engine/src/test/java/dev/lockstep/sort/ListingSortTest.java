package dev.lockstep.sort;

import static dev.lockstep.listing.UnorderedStore.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.Seeded;
import dev.lockstep.endpoint.Failures;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.ListingDisorder;
import dev.lockstep.listing.Pages;
import dev.lockstep.listing.RandomKeys;
import dev.lockstep.listing.ScriptedListing;
import dev.lockstep.listing.ScriptedListing.Page;
import dev.lockstep.listing.UnorderedStore;
import dev.lockstep.listing.UnorderedStore.StartAfter;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.StorageClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ListingSortTest {
  private static final String SOME_TAG = "0123456789abcdef0123456789abcdef";

  @TempDir Path folder;

  private static BucketScope scope(ObjectStore store, String prefix) {
    return new BucketScope(store, new BucketName("bucket"), ObjectKey.of(prefix));
  }

  private ListingSort sort(ObjectStore store, String prefix, int bytes, int openFiles) {
    SortSpace space = new SortSpace(folder, bytes, openFiles);
    return new ListingSort(scope(store, prefix), space, Runnable::run, _ -> {});
  }

  private static List<ObjectEntry> read(Pages pages) {
    List<ObjectEntry> rows = new ArrayList<>();
    for (EntryPage page = pages.nextPage(); page != null; page = pages.nextPage()) {
      assertThat(page.count()).isBetween(1, ListingRequest.FULL_PAGE);
      for (int i = 0; i < page.count(); i++) {
        rows.add(page.entry(i));
      }
    }
    return rows;
  }

  private List<ObjectEntry> sorted(ObjectStore store, int bytes, int openFiles) {
    try (ListingSort sort = sort(store, "", bytes, openFiles)) {
      return read(sort.run());
    } finally {
      assertThat(files(folder)).isEmpty();
    }
  }

  private static List<Path> files(Path under) {
    try (Stream<Path> all = Files.walk(under)) {
      return all.filter(path -> !path.equals(under)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectEntry randomRow(RandomGenerator random, ObjectKey key) {
    String tag =
        switch (random.nextInt(4)) {
          case 0 -> "";
          case 1 -> SOME_TAG;
          case 2 -> SOME_TAG + "-" + (1 + random.nextInt(9999));
          default -> "opaque \u00e4 " + random.nextInt(9);
        };
    return new ObjectEntry(
        key,
        random.nextLong(Long.MAX_VALUE),
        Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)),
        ETag.ofNullable(tag),
        new StorageClass(random.nextBoolean() ? "STANDARD" : "GLACIER"));
  }

  private static void shuffle(List<ObjectEntry> rows, RandomGenerator random) {
    for (int i = rows.size(); i > 1; i--) {
      Collections.swap(rows, i - 1, random.nextInt(i));
    }
  }

  @Test
  void sortsWhatATreeMapSortsWhateverTheMemory() {
    Seeded.trials(
        100,
        random -> {
          TreeMap<ObjectKey, ObjectEntry> expected = new TreeMap<>();
          RandomKeys.some(random, 400).forEach(key -> expected.put(key, randomRow(random, key)));
          List<ObjectEntry> rows = new ArrayList<>(expected.values());
          for (int i = random.nextInt(5); i > 0 && !rows.isEmpty(); i--) {
            rows.add(rows.get(random.nextInt(rows.size())));
          }
          shuffle(rows, random);
          StartAfter startAfter = List.of(StartAfter.values()).get(random.nextInt(4));
          UnorderedStore store = new UnorderedStore(rows, 1 + random.nextInt(30), startAfter);

          assertThat(sorted(store, 1 + random.nextInt(3000), 2 + random.nextInt(4)))
              .containsExactlyElementsOf(expected.values());
        });
  }

  @Test
  void sortsLongKeysAndKeysThatDifferInTheirLastByteAlone() {
    List<ObjectEntry> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      rows.add(row("\u00e4".repeat(510) + "%04d".formatted((i * 37) % 500)));
    }

    List<ObjectEntry> sorted = sorted(new UnorderedStore(rows, 7, StartAfter.REFUSED), 5000, 3);

    assertThat(sorted).hasSize(500).isSortedAccordingTo((a, b) -> a.key().compareTo(b.key()));
    assertThat(sorted.getFirst().key().length()).isEqualTo(1024);
  }

  @Test
  void sortsByBytesAndNotByUtf16() {
    List<ObjectEntry> rows = List.of(row("\ud83d\ude00"), row("\uff5e"), row("\u007f"));

    assertThat(sorted(new UnorderedStore(rows, 10, StartAfter.REFUSED), 1000, 2))
        .extracting(row -> row.key().text())
        .containsExactly("\u007f", "\uff5e", "\ud83d\ude00");
  }

  /// The most files that were there at any time, and the rows listed, with the disk looked at after
  /// each page.
  private record Taken(int files, long rows) {}

  private Taken taken(int rows, int bytes, int openFiles) {
    List<ObjectEntry> shuffled = new ArrayList<>();
    IntStream.range(0, rows).forEach(i -> shuffled.add(row("key/%06d".formatted(i))));
    Collections.shuffle(shuffled, new Random(1));
    UnorderedStore store = new UnorderedStore(shuffled, 100, StartAfter.OWN_ORDER);
    AtomicInteger most = new AtomicInteger();
    AtomicLong listed = new AtomicLong();
    SortSpace space = new SortSpace(folder, bytes, openFiles);
    try (ListingSort sort =
        new ListingSort(
            scope(store, ""),
            space,
            Runnable::run,
            count -> {
              most.accumulateAndGet(ScratchFiles.openIn(folder).size(), Math::max);
              listed.addAndGet(count);
            })) {
      assertThat(read(sort.run())).hasSize(rows);
    }
    return new Taken(most.get(), listed.get());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void holdsFewFilesHoweverManyRunsThereAre() {
    // Some 250 runs of 80 rows, three at a time: five tiers of at most two, and one being made.
    Taken taken = taken(20_000, 8000, 3);

    assertThat(taken.files).isLessThanOrEqualTo(13);
    assertThat(taken.rows).isEqualTo(20_000);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void itsFilesHaveNoNamesSoNothingStaysOfAProcessThatIsKilled() throws IOException {
    List<ObjectEntry> rows = new ArrayList<>(List.of(row("b"), row("a"), row("c")));
    try (ListingSort sort = sort(new UnorderedStore(rows, 1, StartAfter.REFUSED), "", 1, 2)) {
      Pages pages = sort.run();

      List<Path> files = ScratchFiles.openIn(folder);
      assertThat(files).hasSizeGreaterThan(1);
      assertThat(files(folder)).isEmpty();
      for (Path file : files) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
      assertThat(read(pages)).hasSize(3);
    }
    assertThat(ScratchFiles.openIn(folder)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(StartAfter.class)
  void knowsTheEndWhereItCanBeAskedAbout(StartAfter startAfter) {
    UnorderedStore store = new UnorderedStore(List.of(row("b"), row("c"), row("a")), 2, startAfter);
    try (ListingSort sort = sort(store, "", 1000, 2)) {
      assertThat(read(sort.run())).hasSize(3);
      assertThat(sort.endIsKnown()).isEqualTo(startAfter == StartAfter.OWN_ORDER);
    }
  }

  @Test
  void doesNotBelieveAListingThatEndsTooEarly() {
    UnorderedStore store =
        new UnorderedStore(
            List.of(row("d"), row("a"), row("c"), row("e"), row("b")), 2, StartAfter.OWN_ORDER) {
          @Override
          public ListingPage listObjects(BucketName bucket, ListingRequest request) {
            return new ListingPage(super.listObjects(bucket, request).entries(), null);
          }
        };

    assertThat(sorted(store, 1000, 2)).hasSize(5);
  }

  @Test
  void anEmptyBucketIsEmptyAndItsEndIsKnown() {
    try (ListingSort sort =
        sort(new UnorderedStore(List.of(), 2, StartAfter.REFUSED), "", 1000, 2)) {
      assertThat(read(sort.run())).isEmpty();
      assertThat(sort.endIsKnown()).isTrue();
    }
  }

  private void refuses(String why, ObjectStore store, String prefix, int bytes) {
    assertThatThrownBy(
            () -> {
              try (ListingSort sort = sort(store, prefix, bytes, 2)) {
                read(sort.run());
              }
            })
        .isInstanceOf(ListingDisorder.class)
        .hasMessageContaining(why);
    assertThat(files(folder)).isEmpty();
  }

  @Test
  void refusesKeysWithoutThePrefix() {
    refuses("'q' does not begin with 'p/'", new ScriptedListing(new Page(null, "q")), "p/", 1);
    refuses("does not begin", new ScriptedListing(new Page(null, "p/b", "p", "p/a")), "p/", 1000);
  }

  @Test
  void refusesAListingThatNeverEnds() {
    refuses("token 't' again", new ScriptedListing(new Page("t", "b", "a")), "", 1000);
    refuses("never ends", new ScriptedListing(new Page("t1", "b"), new Page("t2", "a")), "", 1000);
  }

  @ParameterizedTest
  @EnumSource(names = {"OWN_ORDER", "REFUSED"})
  void refusesTheSameKeysForEverUnderEverNewTokens(StartAfter startAfter) {
    List<ObjectEntry> rows = new ArrayList<>();
    IntStream.range(0, 50).forEach(i -> rows.add(row("key" + (i * 7) % 50)));
    AtomicInteger token = new AtomicInteger();
    UnorderedStore store =
        new UnorderedStore(rows, 50, startAfter) {
          @Override
          public ListingPage listObjects(BucketName bucket, ListingRequest request) {
            EntryPage page =
                super.listObjects(bucket, ListingRequest.first(request.prefix())).entries();
            return new ListingPage(page, "new" + token.incrementAndGet());
          }
        };

    refuses("the same keys again and again", store, "", 1 << 14);
  }

  @Test
  void refusesEmptyPagesForEver() {
    AtomicInteger token = new AtomicInteger();
    UnorderedStore store =
        new UnorderedStore(List.of(), 1, StartAfter.REFUSED) {
          @Override
          public ListingPage listObjects(BucketName bucket, ListingRequest request) {
            return new ListingPage(page(List.of()), "new" + token.incrementAndGet());
          }
        };

    refuses("one empty page after another", store, "", 1000);
  }

  @Test
  void refusesAKeyThatIsTwoObjects() {
    ObjectKey key = ObjectKey.of("a");
    List<ObjectEntry> rows = new ArrayList<>(List.of(row(key, SOME_TAG)));
    IntStream.range(0, 40).forEach(i -> rows.add(row("b" + i)));
    rows.add(row(key, "ffffffffffffffffffffffffffffffff"));

    for (int bytes : new int[] {1, 300, 100_000}) {
      refuses("'a' twice", new UnorderedStore(rows, 3, StartAfter.REFUSED), "", bytes);
    }
  }

  @Test
  void failsAsTheStoreDoesAndLeavesNoFile() {
    UnorderedStore store =
        new UnorderedStore(List.of(row("b"), row("a"), row("c")), 1, StartAfter.REFUSED) {
          @Override
          public ListingPage listObjects(BucketName bucket, ListingRequest request) {
            if ("t2".equals(request.token())) {
              throw Failures.passing();
            }
            return super.listObjects(bucket, request);
          }
        };

    assertThatThrownBy(() -> sorted(store, 1, 2)).isInstanceOf(StoreException.class);
    assertThat(files(folder)).isEmpty();
  }

  @Test
  void saysWhereItsFilesCouldNotBeWritten() {
    folder = folder.resolve("gone");

    assertThatThrownBy(
            () -> {
              try (ListingSort sort =
                  sort(new UnorderedStore(List.of(row("a")), 1, StartAfter.REFUSED), "", 1, 2)) {
                sort.run();
              }
            })
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("can't be sorted in temporary files in " + folder)
        .hasMessageContaining("no such folder");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileThatIsCutShortIsNoEnd() throws IOException {
    List<ObjectEntry> rows = new ArrayList<>();
    IntStream.range(0, 3000).forEach(i -> rows.add(row("key" + (i * 7) % 3000)));
    try (ListingSort sort =
        sort(new UnorderedStore(rows, 1000, StartAfter.REFUSED), "", 1 << 20, 2)) {
      Pages pages = sort.run();
      for (Path file : ScratchFiles.openIn(folder)) {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100_000));
      }

      assertThatThrownBy(() -> read(pages))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("cut short");
    }
  }

  @Test
  void holdsNoMoreRowsThanItsBytesAllow() {
    byte[] row = RowBytes.of(UnorderedStore.page(List.of(row("a"))), 0);
    RowBuffer buffer = new RowBuffer(1000);
    int held = 0;
    while (buffer.add(row)) {
      held++;
    }

    assertThat(held * (row.length + 8)).isBetween(1000 - row.length - 8, 1000);
    byte[] large = RowBytes.of(UnorderedStore.page(List.of(row("a".repeat(1024)))), 0);
    assertThat(new RowBuffer(1000).add(large)).isTrue();
    assertThat(buffer.add(large)).isFalse();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void saysThatTheDiskIsFull() throws IOException {
    ScratchFile full =
        new ScratchFile(FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE));
    RunFiles files = new RunFiles(folder);
    byte[] row = RowBytes.of(UnorderedStore.page(List.of(row("a"))), 0);
    Repeats repeats = new Repeats(new SortedRows("a:src", true, false));

    assertThatThrownBy(() ->
            files.orTell(() -> {
              try (RunWriter run = new RunWriter(full, 1024, repeats)) {
                run.add(row, 0);
                return run.finish();
              }
            }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("can't be sorted in temporary files in " + folder)
        .hasMessageContaining("No space left on device");
  }
}
