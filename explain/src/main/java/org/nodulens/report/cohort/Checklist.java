package org.nodulens.report.cohort;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.nodulens.report.Template;

/**
 * A reporting guideline's checklist: numbers as published, topics in words of our own, and for each
 * item what a run can say to it and what is left to the author.
 */
final class Checklist {
  /**
   * One item.
   *
   * @param number as published, {@code 12c}
   * @param section of a paper
   * @param topic in our own words
   * @param facts keys of {@link FactSheet} that speak to it
   * @param author what only the author can say; empty where the facts are all
   */
  record Item(String number, String section, String topic, List<String> facts, String author) {}

  private final String id;
  private final String title;
  private final String source;
  private final List<Item> items;

  private Checklist(String id, String title, String source, List<Item> items) {
    this.id = id;
    this.title = title;
    this.source = source;
    this.items = List.copyOf(items);
  }

  /**
   * Checklist for Artificial Intelligence in Medical Imaging, 2024 update (Tejani et al. 2024,
   * doi:10.1148/ryai.240300), 44 items.
   */
  static Checklist claim() throws IOException {
    return new Checklist(
        "claim-2024",
        "CLAIM 2024",
        "Numbering: Tejani et al., Checklist for Artificial Intelligence in Medical Imaging (CLAIM): 2024"
            + " Update, Radiology: Artificial Intelligence 2024;6(4):e240300, doi:10.1148/ryai.240300."
            + " Topics are in short words of this program's; what an item asks for in full stands there.",
        read("cohort/claim-2024.csv"));
  }

  /** TRIPOD+AI (Collins et al. 2024, doi:10.1136/bmj-2023-078378), 27 items of 52 parts. */
  static Checklist tripodAi() throws IOException {
    return new Checklist(
        "tripod-ai",
        "TRIPOD+AI",
        "Numbering: Collins et al., TRIPOD+AI statement, BMJ 2024;385:e078378,"
            + " doi:10.1136/bmj-2023-078378. Topics are in short words of this program's; what an item"
            + " asks for in full stands there.",
        read("cohort/tripod-ai.csv"));
  }

  private static List<Item> read(String resource) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    List<Item> items = new ArrayList<>();
    try (CSVParser rows = format.parse(new StringReader(Template.text(resource)))) {
      for (CSVRecord row : rows) {
        String facts = row.get("facts");
        items.add(
            new Item(
                row.get("item"),
                row.get("section"),
                row.get("topic"),
                facts.isEmpty() ? List.of() : List.of(facts.split(" ", -1)),
                row.get("author")));
      }
    }
    return items;
  }

  List<Item> items() {
    return items;
  }

  /** How many items the facts say something to. */
  long spokenTo(Map<String, String> facts) {
    return items.stream()
        .filter(item -> item.facts().stream().anyMatch(facts::containsKey))
        .count();
  }

  /** The checklist, filled in as far as the facts go. */
  CohortTable table(Map<String, String> facts) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Item item : items) {
      List<String> known =
          item.facts().stream().filter(facts::containsKey).map(facts::get).toList();
      String left = !item.author().isEmpty() ? item.author() : known.isEmpty() ? "all of it" : "";
      rows.add(
          List.of(
              Cell.of(item.section()),
              Cell.of(item.number()),
              Cell.of(item.topic()),
              Cell.of(status(!known.isEmpty(), left)),
              Cell.of(String.join(". ", known)),
              Cell.of(left)));
    }
    return CohortTable.grouped(
        id,
        title,
        source,
        List.of("section", "item", "topic", "status", "what this run says", "left to the author"),
        rows);
  }

  private static String status(boolean known, String left) {
    if (!known) {
      return "author";
    }
    return left.isEmpty() ? "filled in" : "in part";
  }
}
