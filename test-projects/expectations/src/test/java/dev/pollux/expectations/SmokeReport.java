package dev.pollux.expectations;

import java.io.IOException;
import java.io.StringReader;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A report of smoke tests, as JUnit XML. */
record SmokeReport(String xml) {
  private static final Pattern LAW = Pattern.compile("law \\d");

  /**
   * The tests that did not pass, each with the law that its message names, or the message if it
   * names none.
   */
  SortedMap<String, String> violations() {
    return tests()
        .filter(test -> !passed(test))
        .collect(Collectors.toMap(SmokeReport::name, SmokeReport::law, (a, b) -> a, TreeMap::new));
  }

  /** The tests that passed. */
  SortedSet<String> passed() {
    return tests()
        .filter(SmokeReport::passed)
        .map(SmokeReport::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Stream<Element> tests() {
    try {
      return elements(
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(xml)))
              .getDocumentElement(),
          "testcase");
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("the report is no XML: " + xml, e);
    }
  }

  private static boolean passed(Element test) {
    return elements(test, "*").findAny().isEmpty();
  }

  private static String name(Element test) {
    return test.getAttribute("name");
  }

  private static String law(Element test) {
    String message = elements(test, "*").findFirst().orElseThrow().getAttribute("message");
    Matcher law = LAW.matcher(message.toLowerCase(Locale.ROOT));
    return law.find() ? law.group() : message;
  }

  private static Stream<Element> elements(Element parent, String tag) {
    NodeList nodes = parent.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength()).mapToObj(index -> (Element) nodes.item(index));
  }
}
