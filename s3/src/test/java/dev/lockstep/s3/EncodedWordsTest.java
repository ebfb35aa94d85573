package dev.lockstep.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedWordsTest {
  @ParameterizedTest
  @CsvSource({
    "=?UTF-8?q?=C3=A9=E6=BC=A2?=, é漢",
    "=?utf-8?B?w6nmvKI=?=, é漢",
    "=?UTF-8?Q?a_b?= =?UTF-8?B?w6k=?=, a bé",
    "plain, plain",
    "=?UTF-8?Q?half, =?UTF-8?Q?half",
    "=?UTF-8?B?!!!?=, =?UTF-8?B?!!!?=",
    "=?UTF-8?Q?=C?=, =?UTF-8?Q?=C?=",
    "=?ISO-8859-1?Q?=E9?=, =?ISO-8859-1?Q?=E9?=",
    "before =?UTF-8?Q?=C3=A9?=, before =?UTF-8?Q?=C3=A9?=",
    "=?UTF-8?Q?=0D=0AX:_1?=, =?UTF-8?Q?=0D=0AX:_1?="
  })
  void givesTheOctetsThatWereSent(String answered, String sent) {
    String expected = new String(sent.getBytes(UTF_8), ISO_8859_1);

    assertThat(EncodedWords.decode(answered)).isEqualTo(expected);
  }
}
