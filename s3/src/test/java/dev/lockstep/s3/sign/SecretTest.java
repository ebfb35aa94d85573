package dev.lockstep.s3.sign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {
  @Test
  void neverShowsItselfInWhatIsPrinted() {
    Secret secret = Secret.of("very-secret");
    AwsCredentials credentials = new AwsCredentials("AKID", secret, Secret.of("tok-en"), null);

    assertThat(secret + " " + credentials).doesNotContain("very").doesNotContain("tok-en");
    assertThat(credentials.toString()).contains("AKID");
  }

  @Test
  void isEqualToOneOfTheSameText() {
    assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).isNotEqualTo(Secret.of("b"));
    assertThat(AwsCredentials.lasting("A", Secret.of("s")))
        .isEqualTo(AwsCredentials.lasting("A", Secret.of("s")))
        .isNotEqualTo(AwsCredentials.lasting("A", Secret.of("t")));
  }
}
