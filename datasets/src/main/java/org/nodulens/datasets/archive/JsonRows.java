package org.nodulens.datasets.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads the tables that NBIA sends: an array of flat objects, nothing at all where there is no row.
 * Names of columns differ between versions in case and spaces, so both are dropped.
 */
final class JsonRows {
  /** The whole of TCIA has less than a million series. */
  private static final int MOST_ROWS = 2_000_000;

  private static final int MOST_COLUMNS = 256;
  private static final int LONGEST_VALUE = 1 << 12;
  private static final JsonFactory JSON = new JsonFactory();

  private JsonRows() {}

  /**
   * All rows.
   *
   * @param toRow gets the values by name of column, in lower case, without spaces
   * @throws ArchiveFault {@code bad-json}
   */
  static <T> List<T> read(InputStream body, Function<Map<String, String>, T> toRow)
      throws IOException {
    List<T> rows = new ArrayList<>();
    try (JsonParser json = JSON.createParser(body)) {
      JsonToken first = json.nextToken();
      if (first == null) {
        return rows;
      }
      require(first == JsonToken.START_ARRAY, "no array");
      while (json.nextToken() != JsonToken.END_ARRAY) {
        require(json.currentToken() == JsonToken.START_OBJECT, "what is no row");
        require(rows.size() < MOST_ROWS, "too many rows");
        rows.add(toRow.apply(row(json)));
      }
      return rows;
    } catch (JsonProcessingException e) {
      throw bad("no JSON");
    }
  }

  private static Map<String, String> row(JsonParser json) throws IOException {
    Map<String, String> row = new HashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName().toLowerCase(Locale.ROOT).replace(" ", "");
      JsonToken value = json.nextToken();
      if (value.isStructStart()) {
        json.skipChildren();
      } else if (value != JsonToken.VALUE_NULL) {
        require(json.getTextLength() <= LONGEST_VALUE, "a value without end");
        require(row.size() < MOST_COLUMNS, "too many columns");
        row.put(name, json.getText().strip());
      }
    }
    return row;
  }

  private static void require(boolean sound, String otherwise) throws ArchiveFault {
    if (!sound) {
      throw bad(otherwise);
    }
  }

  private static ArchiveFault bad(String what) {
    return ArchiveFault.content("bad-json", "expected a table in JSON, the archive sent " + what);
  }
}
