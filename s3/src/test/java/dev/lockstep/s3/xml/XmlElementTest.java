package dev.lockstep.s3.xml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class XmlElementTest {
  private static final String[] PIECES = {
    "<a>",
    "</a>",
    "<b>",
    "</b>",
    "<a/>",
    "<n:a x='>'>",
    "</n:a>",
    "text",
    "&amp;",
    "&#x41;",
    "&bad;",
    "<!-- c -->",
    "<![CDATA[<a>]]>",
    " ",
    "\n",
    "é",
    "<",
    ">",
    "&",
    "\"",
    "<?p?>",
    "]]>"
  };

  private static XmlElement read(String xml) {
    byte[] bytes = xml.getBytes(UTF_8);
    return XmlElement.read(bytes, bytes.length);
  }

  @Test
  void readsQuicklyOnlyWhatARealParserReadsAlike() {
    Random random = new Random(21);
    int quick = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder xml = new StringBuilder("<a>");
      for (int piece = random.nextInt(8); piece > 0; piece--) {
        xml.append(PIECES[random.nextInt(PIECES.length)]);
      }
      byte[] bytes = xml.append("</a>").toString().getBytes(UTF_8);
      XmlElement element = new QuickXml(bytes, 0, bytes.length).document();
      if (element != null) {
        quick++;
        assertThat(element).as(xml.toString()).isEqualTo(strict(bytes));
      }
    }
    assertThat(quick).isGreaterThan(500);
  }

  private static @Nullable XmlElement strict(byte[] bytes) {
    try {
      return StrictXml.document(bytes, 0, bytes.length);
    } catch (XmlException _) {
      return null;
    }
  }

  @Test
  void readsWhatWasWritten() {
    String value = "<&>\"'é漢😀\t\n\r x";
    byte[] bytes =
        XmlText.root("Root")
            .open("Child")
            .element("Leaf", value)
            .close("Child")
            .close("Root")
            .bytes();

    XmlElement root = XmlElement.read(bytes, bytes.length);

    assertThat(root.name()).isEqualTo("Root");
    XmlElement child = Objects.requireNonNull(root.child("Child"));
    assertThat(child.textOf("Leaf")).isEqualTo(value);
    assertThat(StrictXml.document(bytes, 0, bytes.length)).isEqualTo(root);
  }

  @Test
  void skipsWhatKeptTheConnectionAlive() {
    assertThat(read("  \n\n <?xml version=\"1.0\"?>\n  <A>x</A>\n").text()).isEqualTo("x");
    assertThat(read("  <?xml version=\"1.0\"?><!-- c --><A>y</A>").text()).isEqualTo("y");
  }

  @Test
  void refusesWhatIsNoDocument() {
    for (String xml :
        new String[] {"", " ", "x", "<a>", "<a></b>", "<a/><b/>", "<!DOCTYPE a><a/>", "{}"}) {
      assertThatThrownBy(() -> read(xml)).as(xml).isInstanceOf(XmlException.class);
    }
  }

  @Test
  void refusesElementsWithoutEnd() {
    assertThatThrownBy(() -> read("<a>".repeat(100_000) + "</a>".repeat(100_000)))
        .isInstanceOf(XmlException.class);
  }

  @Test
  void readsWhatIsUnusualOnlyInUtf8WhateverIsDeclared() {
    byte[] latin =
        "<?xml version='1.0' encoding='ISO-8859-1'?><a><![CDATA[é]]></a>".getBytes(ISO_8859_1);

    assertThatThrownBy(() -> XmlElement.read(latin, latin.length))
        .isInstanceOf(XmlException.class)
        .hasMessageContaining("no UTF-8");
    assertThat(read("\uFEFF<?xml version='1.0' encoding='UTF-8'?><a><![CDATA[é]]></a>").text())
        .isEqualTo("é");
  }

  /// Whoever runs Lockstep sees its stderr, and the JDK's parser writes there on its own.
  @Test
  void saysWhatIsWrongInTheExceptionAlone() {
    byte[] broken = "<?xml version='1.0'?><a><![CDATA[é]]></a>".getBytes(ISO_8859_1);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(said, true, UTF_8));
    try {
      assertThatThrownBy(() -> XmlElement.read(broken, broken.length))
          .isInstanceOf(XmlException.class);
    } finally {
      System.setErr(before);
    }
    assertThat(said.toString(UTF_8)).isEmpty();
  }
}
