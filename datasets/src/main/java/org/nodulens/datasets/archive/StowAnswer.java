package org.nodulens.datasets.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What a PACS says it stored and did not store (PS3.18 10.5.3, Store Instances Response Module), in
 * DICOM JSON or Native DICOM XML.
 */
final class StowAnswer {
  private static final String FAILED = "00081198";
  private static final String STORED = "00081199";
  private static final String REASON = "00081197";
  private static final String INSTANCE = "00081155";
  private static final int DEEPEST = 64;

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
              .build());

  /** What the reasons mean that servers give (PS3.18 table 10.5.3-1, PS3.4 B.2.3). */
  private static final Map<Integer, String> REASONS =
      Map.of(
          0x0110, "processing failure",
          0x0122, "SOP class not supported",
          0x0124, "not authorised",
          0xA700, "out of resources",
          0xA900, "data set does not match SOP class",
          0xC000, "cannot understand",
          0xC122, "transfer syntax not supported");

  private final Set<String> stored = new HashSet<>();
  private final Map<String, String> failed = new HashMap<>();

  private StowAnswer() {}

  /** Reads an answer; what is neither form says nothing of any instance. */
  static StowAnswer of(byte[] body) {
    StowAnswer answer = new StowAnswer();
    String text = new String(body, StandardCharsets.UTF_8).strip();
    try {
      if (text.startsWith("<")) {
        answer.readXml(text);
      } else if (!text.isEmpty()) {
        answer.readJson(JSON.readTree(text));
      }
    } catch (JsonProcessingException | XMLStreamException e) {
      return new StowAnswer();
    }
    return answer;
  }

  boolean stored(String sopUid) {
    return stored.contains(sopUid) && !failed.containsKey(sopUid);
  }

  /** Why the instance was not stored, where the answer says so. */
  Optional<String> failure(String sopUid) {
    return Optional.ofNullable(failed.get(sopUid));
  }

  private void readJson(JsonNode root) {
    JsonNode dataSet = root.isArray() ? root.path(0) : root;
    for (JsonNode item : dataSet.path(STORED).path("Value")) {
      stored.add(value(item, INSTANCE));
    }
    for (JsonNode item : dataSet.path(FAILED).path("Value")) {
      failed.put(value(item, INSTANCE), reason(value(item, REASON)));
    }
  }

  private static String value(JsonNode item, String tag) {
    return item.path(tag).path("Value").path(0).asText("");
  }

  private static String reason(String code) {
    if (!code.matches("\\d{1,5}")) {
      return "no reason given";
    }
    int number = Integer.parseInt(code);
    return REASONS.getOrDefault(number, "failure reason")
        + String.format(Locale.ROOT, " (0x%04X)", number);
  }

  private void readXml(String text) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(text));
    Deque<String> open = new ArrayDeque<>();
    Map<String, String> item = new HashMap<>();
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        @Nullable String tag = xml.getAttributeValue(null, "tag");
        open.push(tag == null ? xml.getLocalName() : tag);
        if (open.size() > DEEPEST) {
          throw new XMLStreamException("nested too deeply");
        }
      } else if (event == XMLStreamConstants.CHARACTERS && "Value".equals(open.peek())) {
        open.stream()
            .skip(1)
            .findFirst()
            .ifPresent(tag -> item.merge(tag, xml.getText().strip(), String::concat));
      } else if (event == XMLStreamConstants.END_ELEMENT && "Item".equals(open.pop())) {
        take(open.peek(), item);
        item.clear();
      }
    }
  }

  private void take(@Nullable String sequence, Map<String, String> item) {
    String uid = item.getOrDefault(INSTANCE, "");
    if (STORED.equals(sequence)) {
      stored.add(uid);
    } else if (FAILED.equals(sequence)) {
      failed.put(uid, reason(item.getOrDefault(REASON, "")));
    }
  }
}
