package dev.pollux.maven.smoke;

import dev.pollux.maven.smoke.SmokeCase.Outcome;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The JUnit XML of a run: the shape that CI servers read, without any property of the machine. */
final class JUnitReport {
  private JUnitReport() {}

  static void write(SmokeSummary summary, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Path partial = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(partial, render(summary));
    Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
  }

  static String render(SmokeSummary summary) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      line(xml, 0);
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "pollux-smoke");
      xml.writeAttribute("time", seconds(summary.millis()));
      xml.writeAttribute("tests", Integer.toString(summary.cases().size()));
      xml.writeAttribute("errors", Long.toString(summary.count(Outcome.ERROR)));
      xml.writeAttribute("skipped", Long.toString(summary.count(Outcome.SKIPPED)));
      xml.writeAttribute("failures", Long.toString(summary.count(Outcome.FAILED)));
      for (SmokeCase test : summary.cases()) {
        testCase(xml, test);
      }
      line(xml, 0);
      xml.writeEndElement();
      line(xml, 0);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a string cannot refuse to be written", e);
    }
    return text.toString();
  }

  private static void testCase(XMLStreamWriter xml, SmokeCase test) throws XMLStreamException {
    line(xml, 1);
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", test.className());
    xml.writeAttribute("name", test.method());
    xml.writeAttribute("time", seconds(test.millis()));
    switch (test.outcome()) {
      case FAILED -> problem(xml, "failure", test);
      case ERROR -> problem(xml, "error", test);
      case SKIPPED -> {
        line(xml, 2);
        xml.writeEmptyElement("skipped");
        xml.writeAttribute("message", printable(test.headline()));
        line(xml, 1);
      }
      case PASSED -> {
        // An element without children.
      }
    }
    xml.writeEndElement();
  }

  private static void problem(XMLStreamWriter xml, String element, SmokeCase test)
      throws XMLStreamException {
    line(xml, 2);
    xml.writeStartElement(element);
    xml.writeAttribute("message", printable(test.headline()));
    xml.writeCharacters(printable(String.join("\n", test.details())));
    xml.writeEndElement();
    line(xml, 1);
  }

  private static void line(XMLStreamWriter xml, int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
  }

  /** XML 1.0 has no form for most control characters: they become U+FFFD. */
  static String printable(String text) {
    return text.codePoints()
        .map(c -> c == '\t' || c == '\n' || c == '\r' || c >= ' ' && allowed(c) ? c : 0xFFFD)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean allowed(int c) {
    return c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
  }
}
