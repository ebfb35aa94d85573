package dev.lockstep.cli;

import static dev.lockstep.conformance.TwoBuckets.DST;
import static dev.lockstep.conformance.TwoBuckets.NOW;
import static dev.lockstep.testkit.StoreUnderTest.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.conformance.LackingStore;
import dev.lockstep.conformance.LackingStore.Manner;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.Capabilities.Answer;
import dev.lockstep.endpoint.Capabilities.Finding;
import dev.lockstep.endpoint.Capabilities.Origin;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.StorageClass;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A plan that would lose what must arrive is refused before the first write.
class LossyPlanTest {
  private static final ObjectAttributes TAGGED = ObjectAttributes.NONE.withTags(Map.of("a", "1"));

  private final TwoBuckets stores = new TwoBuckets();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private @TempDir Path state = Path.of(".");
  private ObjectStore destination = stores.destination;

  private CapabilityFile file() {
    return CapabilityFile.of(state, destination.endpoint(), DST);
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    Surroundings around =
        new Surroundings(
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            profile -> profile.equals("a") ? stores.source : destination,
            state,
            Signals.NONE,
            () -> NOW,
            RandomGeneratorFactory.of("SecureRandom").create());
    return Main.execute(around, arguments);
  }

  private String said() {
    return out.toString() + err;
  }

  private void destinationLacks(Manner manner, UnaryOperator<ObjectAttributes> kept) {
    destination = new LackingStore(stores.destination, kept, manner);
  }

  private static ObjectAttributes withoutTags(ObjectAttributes sent) {
    return sent.withTags(Map.of());
  }

  private void put(String key, ObjectAttributes attributes) {
    stores.put(key, pattern(10, key.length()), attributes);
  }

  private void record(Capability capability, Answer answer, Instant at) {
    file()
        .update(
            Capabilities.NONE.with(
                capability, new Finding(answer, Origin.TRIED, at, "a test says so")));
  }

  private int objectsAtTheDestination() {
    return stores
        .destination
        .listObjects(DST, ListingRequest.first(ObjectKey.EMPTY))
        .entries()
        .count();
  }

  private int sync(String... more) {
    String[] all = new String[more.length + 3];
    System.arraycopy(new String[] {"sync", "a:src", "b:dst"}, 0, all, 0, 3);
    System.arraycopy(more, 0, all, 3, more.length);
    return run(all);
  }

  private void putTagged(int count) {
    for (int i = 0; i < count; i++) {
      put("tagged/" + i, TAGGED);
    }
    put("plain", ObjectAttributes.NONE);
  }

  @ParameterizedTest
  @EnumSource(Manner.class)
  void aDestinationThatIsFoundToLackTagsGetsNothing(Manner manner) {
    destinationLacks(manner, LossyPlanTest::withoutTags);
    putTagged(5);

    assertThat(sync()).as(said()).isEqualTo(3);

    assertThat(objectsAtTheDestination()).isZero();
    assertThat(out.toString())
        .contains("tags of 5 objects (tagged/")
        .contains(", …): keeps tags: no (")
        .contains("--preserve tags=best-effort");
    assertThat(file().read().of(Capability.TAGS)).isEqualTo(Answer.NO);
  }

  @Test
  void theFlagThatIsNamedAllowsItAndEachLossIsNoted() {
    destinationLacks(Manner.DROPS, LossyPlanTest::withoutTags);
    putTagged(5);

    assertThat(sync("--preserve", "tags=best-effort", "--output", "json")).as(said()).isZero();

    assertThat(objectsAtTheDestination()).isEqualTo(6);
    assertThat(out.toString()).contains("\"notKept\":5");
  }

  static Map<String, UnaryOperator<ObjectAttributes>> losses() {
    return Map.of(
        "keeps user metadata: no",
        sent -> sent.withUserMetadata(Map.of()),
        "keeps user metadata with an underscore in its name: no",
        sent -> sent.withUserMetadata(dashed(sent.userMetadata())),
        "keeps Content-Language: no",
        sent -> sent.withHeaders(withoutLanguage(sent.headers())));
  }

  private static Map<String, String> dashed(Map<String, String> metadata) {
    return metadata.entrySet().stream()
        .collect(Collectors.toMap(pair -> pair.getKey().replace('_', '-'), Map.Entry::getValue));
  }

  private static Map<ContentHeader, String> withoutLanguage(Map<ContentHeader, String> headers) {
    return headers.entrySet().stream()
        .filter(pair -> pair.getKey() != ContentHeader.CONTENT_LANGUAGE)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keeps user metadata: no",
        "keeps user metadata with an underscore in its name: no",
        "keeps Content-Language: no"
      })
  void whatIsDroppedInSilenceIsFoundOutAndRefused(String words) {
    destinationLacks(Manner.DROPS, Objects.requireNonNull(losses().get(words)));
    put(
        "k",
        new ObjectAttributes(
            Map.of(ContentHeader.CONTENT_LANGUAGE, "de"),
            Map.of("the_colour", "blue"),
            Map.of(),
            StorageClass.STANDARD,
            null));
    put("plain", ObjectAttributes.NONE);

    assertThat(sync("--output", "json")).as(said()).isEqualTo(3);

    assertThat(objectsAtTheDestination()).isZero();
    assertThat(out.toString())
        .contains("\"code\":\"AttributeNotKept\"")
        .contains("of 1 object (k): " + words);
  }

  @Test
  void encryptionThatWasAskedForAndIsNotDoneIsRefusedForAllObjects() {
    destinationLacks(Manner.DROPS, sent -> sent.withEncryption(null));
    putTagged(2);

    assertThat(sync("--sse", "AES256")).as(said()).isEqualTo(3);

    assertThat(objectsAtTheDestination()).isZero();
    assertThat(out.toString()).contains("encryption of 3 objects");
    assertThat(sync()).as(said()).isZero();
  }

  @Test
  void anObjectThatIsThereAlreadyLosesNothing() {
    putTagged(3);
    record(Capability.TAGS, Answer.NO, NOW);
    assertThat(sync("--capability", "tags=yes")).isZero();

    assertThat(sync()).as(said()).isZero();
  }

  @Test
  void whatNoObjectCarriesIsNoLoss() {
    put("plain", ObjectAttributes.NONE);
    record(Capability.TAGS, Answer.NO, NOW);

    assertThat(sync()).as(said()).isZero();

    assertThat(objectsAtTheDestination()).isEqualTo(1);
  }

  @Test
  void theUsersWordCountsMoreThanTheRecordBothWays() {
    putTagged(1);
    record(Capability.TAGS, Answer.NO, NOW);

    assertThat(sync("--capability", "tags=yes")).as(said()).isZero();
    put("another", TAGGED);
    assertThat(sync("--capability", "tags=no")).as(said()).isEqualTo(3);
  }

  @Test
  void aDryRunGoesByTheRecordWritesNothingAndTellsOnWhatItIsSilent() {
    destinationLacks(Manner.DROPS, LossyPlanTest::withoutTags);
    putTagged(1);

    assertThat(sync("--dry-run")).as(said()).isZero();
    assertThat(err.toString()).contains("it is not known yet whether b:dst").contains("tags");
    assertThat(file().read()).isEqualTo(Capabilities.NONE);

    assertThat(run("probe", "b:dst")).isZero();
    assertThat(sync("--dry-run")).as(said()).isEqualTo(3);
    assertThat(err.toString()).isEmpty();
    assertThat(objectsAtTheDestination()).isZero();
  }

  @Test
  void aLimitedRunCopiesTheObjectsThatWereLookedAt() {
    put("a", ObjectAttributes.NONE);
    put("b", TAGGED);
    record(Capability.TAGS, Answer.NO, NOW);

    assertThat(sync("--limit", "1", "--list-concurrency", "1")).as(said()).isEqualTo(1);

    assertThat(objectsAtTheDestination()).isEqualTo(1);
    assertThat(sync("--limit", "2")).as(said()).isEqualTo(3);
  }

  @Test
  void whatIsKnownIsNotTriedAgainUntilItIsOld() {
    put("a", ObjectAttributes.NONE);
    assertThat(sync("--output", "json")).isZero();
    assertThat(out.toString()).contains("\"delete\":1").contains("\"getTagging\":1");

    put("b", ObjectAttributes.NONE);
    assertThat(sync("--output", "json")).isZero();
    assertThat(out.toString()).contains("\"put\":1,\"copy\":0,\"delete\":0");

    record(Capability.TAGS, Answer.YES, NOW.minus(Duration.ofDays(31)));
    assertThat(sync("--output", "json")).isZero();
    assertThat(out.toString())
        .as("nothing to copy, nothing to know")
        .contains("\"put\":0,\"copy\":0,\"delete\":0");
    put("c", ObjectAttributes.NONE);
    assertThat(sync("--output", "json")).isZero();
    assertThat(out.toString()).contains("\"put\":2,\"copy\":0,\"delete\":1");
    assertThat(sync("--output", "json")).isZero();
    assertThat(out.toString()).contains("\"put\":0,\"copy\":0,\"delete\":0");
  }

  @Test
  void withinOneStoreNothingIsTriedOut() {
    put("a", TAGGED);

    assertThat(run("sync", "a:src", "a:dst", "--output", "json")).isZero();

    assertThat(out.toString()).contains("\"put\":0,\"copy\":1,\"delete\":0");
  }

  @Test
  void whatMayBeLostIsNotTriedOut() {
    put("a", TAGGED);

    assertThat(
            sync(
                "--preserve",
                "tags=best-effort,headers=best-effort,user-metadata=ignore,object-lock=ignore",
                "--output",
                "json"))
        .isZero();

    assertThat(out.toString()).contains("\"put\":1,\"copy\":0,\"delete\":0");
    Set<Capability> none = EnumSet.noneOf(Capability.class);
    assertThat(file().read().findings().keySet()).isEqualTo(none);
  }
}
