package org.nodulens.evaluation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The same figures among nodules that have something in common. */
final class SubgroupReport {
  private SubgroupReport() {}

  static ObjectNode json(Cases cases, BiConsumer<Cases, ObjectNode> figures) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Map<String, Grouping> groupings = new LinkedHashMap<>();
    groupings.put("size", Grouping.SIZE);
    groupings.put("texture", Grouping.TEXTURE);
    groupings.put("scanner", Grouping.SCANNER);
    for (PatientGroup group : cases.options().groups()) {
      groupings.put(group.name(), Grouping.of(group));
    }
    groupings.forEach((name, grouping) -> json.set(name, groups(cases, grouping, figures)));
    return json;
  }

  private static ObjectNode groups(
      Cases cases, Grouping grouping, BiConsumer<Cases, ObjectNode> figures) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    List<String> names = grouping.names();
    if (names.isEmpty()) {
      TreeSet<String> found = new TreeSet<>();
      cases.all().forEach(p -> grouping.groupOf(cases, p).ifPresent(found::add));
      names = List.copyOf(found);
    }
    int known = 0;
    for (String name : names) {
      Cases group = cases.where(p -> grouping.groupOf(cases, p).equals(Optional.of(name)));
      known += group.size();
      ObjectNode entry = json.putObject(name);
      entry.put("n", group.size()).put("patients", group.patients());
      figures.accept(group, entry);
    }
    if (known == 0) {
      return JsonNodeFactory.instance.objectNode().put("why", grouping.unknown());
    }
    return json;
  }
}
