package org.nodulens.vit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The engine that runs, and a line about each preferred one that cannot.
 *
 * @param passedOver what to tell the user; empty where the preferred engine runs
 */
public record EngineChoice(TrunkEngine engine, List<String> passedOver) {
  /** The fastest first. Others come after, by name. */
  private static final List<String> PREFERRED = List.of("onnxruntime", "pytorch");

  public EngineChoice {
    passedOver = List.copyOf(passedOver);
  }

  /** Every engine on the class path, the preferred first, whether or not it runs here. */
  public static List<TrunkEngine> all() {
    List<TrunkEngine> engines = new ArrayList<>();
    ServiceLoader.load(TrunkEngine.class).forEach(engines::add);
    engines.sort(Comparator.comparingInt(EngineChoice::rank).thenComparing(TrunkEngine::id));
    return engines;
  }

  private static int rank(TrunkEngine engine) {
    int place = PREFERRED.indexOf(engine.id());
    return place < 0 ? PREFERRED.size() : place;
  }

  /**
   * The first engine that runs here with these settings.
   *
   * @throws NoEngineException if there is none; says of each why
   */
  public static EngineChoice first(TrunkSettings settings) {
    return firstOf(all(), settings);
  }

  /**
   * The engine of this name.
   *
   * @throws IllegalArgumentException if there is none, or it has no such settings
   * @throws NoEngineException if it does not run here
   */
  public static EngineChoice named(String id, TrunkSettings settings) {
    List<TrunkEngine> engines = all();
    TrunkEngine engine =
        engines.stream()
            .filter(candidate -> candidate.id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no engine is called "
                            + id
                            + "; there are "
                            + engines.stream().map(TrunkEngine::id).toList()))
            .with(settings);
    Optional<String> fault = engine.fault();
    if (fault.isPresent()) {
      throw new NoEngineException(cannot(engine, fault.get()));
    }
    return new EngineChoice(engine, List.of());
  }

  static EngineChoice firstOf(List<TrunkEngine> engines, TrunkSettings settings) {
    List<String> faults = new ArrayList<>();
    for (TrunkEngine candidate : engines) {
      try {
        TrunkEngine engine = candidate.with(settings);
        Optional<String> fault = engine.fault();
        if (fault.isEmpty()) {
          return new EngineChoice(engine, faults);
        }
        faults.add(cannot(engine, fault.get()));
      } catch (IllegalArgumentException e) {
        faults.add(e.getMessage());
      }
    }
    throw new NoEngineException(
        faults.isEmpty()
            ? "no engine on the class path: add ONNX Runtime, or DJL's PyTorch engine with its"
                + " native library"
            : "no engine can run here: " + String.join("; ", faults));
  }

  private static String cannot(TrunkEngine engine, String fault) {
    return "engine " + engine.name() + " cannot run here: " + fault;
  }
}
