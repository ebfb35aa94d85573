package dev.lockstep.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObjectAttributesTest {
  @Test
  void areEqualHoweverTheirMapsWereFilled() {
    Map<String, String> oneWay = new LinkedHashMap<>();
    oneWay.put("a", "1");
    oneWay.put("b", "2");
    Map<String, String> otherWay = new LinkedHashMap<>();
    otherWay.put("b", "2");
    otherWay.put("a", "1");

    ObjectAttributes one = ObjectAttributes.NONE.withUserMetadata(oneWay).withTags(oneWay);
    ObjectAttributes other = ObjectAttributes.NONE.withUserMetadata(otherWay).withTags(otherWay);

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(other.tags().keySet()).containsExactly("a", "b");
  }

  @Test
  void doNotChangeWhenTheMapsTheyWereMadeOfDo() {
    Map<String, String> tags = new HashMap<>(Map.of("a", "1"));
    ObjectAttributes attributes = ObjectAttributes.NONE.withTags(tags);

    tags.put("b", "2");

    assertThat(attributes.tags()).isEqualTo(Map.of("a", "1"));
    assertThatThrownBy(() -> attributes.tags().put("c", "3"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void changeOnePartAndKeepTheOthers() {
    ObjectAttributes all =
        ObjectAttributes.NONE
            .withHeaders(Map.of(ContentHeader.CONTENT_TYPE, "text/plain"))
            .withUserMetadata(Map.of("m", "1"))
            .withTags(Map.of("t", "2"))
            .withStorageClass(new StorageClass("GLACIER"))
            .withEncryption(Encryption.SSE_S3)
            .withLock(ObjectLock.HOLD)
            .withTags(Map.of("t", "2"));

    assertThat(all)
        .isEqualTo(
            new ObjectAttributes(
                Map.of(ContentHeader.CONTENT_TYPE, "text/plain"),
                Map.of("m", "1"),
                Map.of("t", "2"),
                new StorageClass("GLACIER"),
                Encryption.SSE_S3,
                ObjectLock.HOLD));
    assertThat(all.header(ContentHeader.CONTENT_TYPE)).isEqualTo("text/plain");
    assertThat(all.header(ContentHeader.EXPIRES)).isNull();
  }
}
