package org.nodulens.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What came out, ratios first: how many times as long as the part's reference each contender took.
 *
 * @param costs what cheaper numbers cost; empty where it was not measured
 * @param machine what it was measured on, key by key
 * @param left what was not measured, and why
 */
public record BenchReport(
    List<Measured> all, List<PrecisionCost> costs, Map<String, String> machine, List<String> left) {
  private static final String FORMAT = "nodulens-bench/1";

  public BenchReport {
    all = List.copyOf(all);
    costs = List.copyOf(costs);
    left = List.copyOf(left);
  }

  /** The part's first contender: the limit that nothing else can beat. */
  private Measured reference(Measured one) {
    return all.stream().filter(other -> other.part().equals(one.part())).findFirst().orElseThrow();
  }

  private Optional<Measured> peer(Measured one) {
    return all.stream()
        .filter(other -> other.part().equals(one.part()))
        .filter(other -> other.name().equals(NetworkBench.BACKWARD))
        .findFirst();
  }

  /** How many times as long as the part's first contender. */
  double timesReference(Measured one) {
    return one.medianMs() / reference(one).medianMs();
  }

  /** The table. */
  public void print(PrintWriter out) {
    String part = "";
    for (Measured one : all) {
      if (!one.part().equals(part)) {
        part = one.part();
        out.printf("%n%s%n", part);
        out.printf(
            Locale.ROOT,
            "  %-46s %9s %9s %10s %10s %5s%n",
            "",
            "x first",
            "peer / it",
            "median ms",
            "a second",
            "runs");
      }
      out.printf(
          Locale.ROOT,
          "  %-46s %9.2f %9s %10.1f %10.2f %5d%n",
          one.name(),
          timesReference(one),
          peer(one)
              .map(peer -> String.format(Locale.ROOT, "%.1f", peer.medianMs() / one.medianMs()))
              .orElse(""),
          one.medianMs(),
          1000 / one.medianMs(),
          one.runs());
    }
    costs.forEach(cost -> print(cost, out));
    out.println();
    left.forEach(line -> out.println("not measured: " + line));
    machine.forEach((key, value) -> out.println(key + ": " + value));
    out.flush();
  }

  private static void print(PrecisionCost cost, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%ncost of %s against %s, %d crops with a label of %s%n"
            + "  CDAM maps correlate: median %.4f, lowest %.4f; a value differs by %.4f at most%n",
        cost.engine(),
        cost.reference(),
        cost.crops(),
        cost.task(),
        cost.medianCorrelation(),
        cost.lowestCorrelation(),
        cost.largestScoreDifference());
    if (Double.isFinite(cost.auc())) {
      out.printf(
          Locale.ROOT,
          "  AUC %.4f, not %.4f (%+.4f)%n",
          cost.auc(),
          cost.referenceAuc(),
          cost.auc() - cost.referenceAuc());
    } else {
      out.println("  no AUC: all labels are alike");
    }
    if (cost.seen() > 0) {
      out.printf(
          "  %d of the crops are of patients that the network was trained on: the AUCs are too"
              + " good, their difference is what counts%n",
          cost.seen());
    }
  }

  /** The same as JSON. */
  public void write(OutputStream out) throws IOException {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode json = mapper.createObjectNode();
    json.put("format", FORMAT);
    machine.forEach(json.putObject("machine")::put);
    ArrayNode rows = json.putArray("measured");
    for (Measured one : all) {
      ObjectNode row = rows.addObject();
      row.put("part", one.part());
      row.put("name", one.name());
      row.put("times_first", timesReference(one));
      peer(one).ifPresent(peer -> row.put("peer_over_it", peer.medianMs() / one.medianMs()));
      row.put("median_ms", one.medianMs());
      row.put("fastest_ms", one.fastestMs());
      row.put("runs", one.runs());
    }
    ArrayNode costRows = json.putArray("precision_costs");
    costs.forEach(cost -> write(cost, costRows.addObject()));
    left.forEach(json.putArray("not_measured")::add);
    out.write(mapper.writeValueAsBytes(json));
  }

  private static void write(PrecisionCost cost, ObjectNode row) {
    row.put("engine", cost.engine());
    row.put("reference", cost.reference());
    row.put("task", cost.task());
    row.put("crops", cost.crops());
    row.put("crops_of_training_patients", cost.seen());
    if (Double.isFinite(cost.auc())) {
      row.put("auc", cost.auc());
      row.put("reference_auc", cost.referenceAuc());
    }
    row.put("largest_value_difference", cost.largestScoreDifference());
    row.put("median_map_correlation", cost.medianCorrelation());
    row.put("lowest_map_correlation", cost.lowestCorrelation());
  }
}
