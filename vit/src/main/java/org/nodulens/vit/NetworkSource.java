package org.nodulens.vit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A model and the engine that runs it, by name: what another process needs to load them. Each
 * process loads them once, when they are first asked for, and all of its threads share them.
 *
 * @param model folder as every process sees it, or {@value EmbeddedModel#NAME}
 * @param engine its id
 */
public record NetworkSource(Path model, String engine, TrunkSettings settings) {
  private static final Map<NetworkSource, ScoringModels> MODELS = new ConcurrentHashMap<>();
  private static final Map<EmbedderSource, Embedder> EMBEDDERS = new ConcurrentHashMap<>();

  private record EmbedderSource(NetworkSource network, Embedder.Passes passes) {}

  /**
   * A loader for files.
   *
   * @param <K> what is loaded
   * @param <V> what becomes of it
   */
  @FunctionalInterface
  private interface Loader<K, V> {
    V load(K key) throws IOException;
  }

  /** The same with a path that does not depend on where a process was started. */
  public static NetworkSource of(Path model, TrunkEngine engine, TrunkSettings settings) {
    Path everywhere =
        model.toString().equals(EmbeddedModel.NAME) ? model : model.toAbsolutePath().normalize();
    return new NetworkSource(everywhere, engine.id(), settings);
  }

  /** This process's model with its folds, which stays open. */
  public ScoringModels shared() throws IOException {
    return once(MODELS, this, source -> ScoringModels.of(source.folder(), source.trunkEngine()));
  }

  /** This process's embedder, which stays open. */
  public Embedder embedder(Embedder.Passes passes) throws IOException {
    return once(
        EMBEDDERS,
        new EmbedderSource(this, passes),
        source -> Embedder.load(folder(), trunkEngine(), source.passes()));
  }

  private static <K, V> V once(Map<K, V> loaded, K key, Loader<K, V> loader) throws IOException {
    try {
      return loaded.computeIfAbsent(
          key,
          k -> {
            try {
              return loader.load(k);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private ModelFolder folder() throws IOException {
    return EmbeddedModel.orFolder(model);
  }

  private TrunkEngine trunkEngine() {
    return EngineChoice.named(engine, settings).engine();
  }
}
