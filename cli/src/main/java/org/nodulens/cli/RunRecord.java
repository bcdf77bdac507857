package org.nodulens.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nodulens.volumeio.FileOutput;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What a run was asked to do: two runs with equal records make the same output, so that one may go
 * on where the other was killed. Paths of this machine are relative to the output's parent.
 */
record RunRecord(String command, SortedMap<String, String> options) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Options that change how a run goes, not what it makes. */
  private static final Set<String> BESIDE_THE_POINT =
      Set.of(
          "--out",
          "--overwrite",
          "--verbose",
          "--cache",
          "--jobs",
          "--spark",
          "--strict",
          "--timeout",
          "--verify",
          "--help",
          "--version");

  /** The command's options and parameters as they were parsed, defaults included. */
  static RunRecord of(CommandSpec spec, Path out) {
    SortedMap<String, String> options = new TreeMap<>();
    Path base = out.toAbsolutePath().normalize().getParent();
    arguments(spec)
        .forEach(
            argument ->
                text(argument.getValue(), base == null ? out : base)
                    .ifPresent(text -> options.put(label(argument), text)));
    return new RunRecord(spec.name(), options);
  }

  /** The same with a hash for each value: it tells two runs apart as well, and names no file. */
  RunRecord hashed(UnaryOperator<String> hash) {
    SortedMap<String, String> hashed = new TreeMap<>(options);
    hashed.replaceAll((label, value) -> hash.apply(value));
    return new RunRecord(command, hashed);
  }

  RunRecord with(String label, String value) {
    SortedMap<String, String> changed = new TreeMap<>(options);
    changed.put(label, value);
    return new RunRecord(command, changed);
  }

  /** The paths that the command reads. */
  static Set<Path> inputs(CommandSpec spec) {
    return arguments(spec)
        .flatMap(argument -> elements(argument.getValue()))
        .filter(Path.class::isInstance)
        .map(Path.class::cast)
        .collect(Collectors.toSet());
  }

  static Optional<RunRecord> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Map<String, SortedMap<String, String>> byCommand =
          JSON.readValue(file.toFile(), new TypeReference<>() {});
      return byCommand.entrySet().stream()
          .findFirst()
          .map(entry -> new RunRecord(entry.getKey(), entry.getValue()));
    } catch (JsonProcessingException e) {
      return Optional.of(new RunRecord("unknown", new TreeMap<>()));
    }
  }

  void write(Path file) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".tmp");
    FileOutput.bytes(aside, JSON.writeValueAsBytes(Map.of(command, options)));
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Stream<ArgSpec> arguments(CommandSpec spec) {
    return spec.args().stream()
        .filter(
            argument ->
                !(argument instanceof OptionSpec option)
                    || Stream.of(option.names()).noneMatch(BESIDE_THE_POINT::contains));
  }

  private static String label(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static Stream<?> elements(Object value) {
    if (value instanceof Collection<?> many) {
      return many.stream();
    }
    if (value instanceof Object[] many) {
      return Stream.of(many);
    }
    if (value instanceof Optional<?> perhaps) {
      return perhaps.stream();
    }
    return Stream.ofNullable(value);
  }

  private static Optional<String> text(Object value, Path base) {
    return elements(value)
        .map(element -> element instanceof Path path ? relative(path, base) : element.toString())
        .reduce((a, b) -> a + "," + b);
  }

  private static String relative(Path path, Path base) {
    Path absolute = path.toAbsolutePath().normalize();
    if (!absolute.getFileSystem().equals(FileSystems.getDefault())) {
      return absolute.toString();
    }
    boolean together = base.getRoot() != null && base.getRoot().equals(absolute.getRoot());
    Path shown = together ? base.relativize(absolute) : absolute.getFileName();
    return shown.toString().replace('\\', '/');
  }
}
