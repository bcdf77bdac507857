package org.nodulens.vit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model together with the models of its folds, so that no patient is scored by a network that was
 * trained on him: the final network scores strangers, the network of the fold that held a training
 * patient out scores him. Networks are loaded when first needed, once each.
 */
public final class ScoringModels implements AutoCloseable {
  /** The name of the network that was trained on all patients. */
  public static final String FINAL = "final";

  /**
   * One network.
   *
   * @param name {@value #FINAL}, or {@code fold-0} and so on
   */
  public record Network(String name, NoduleClassifier classifier) {}

  private final ModelFolder model;
  private final List<ModelFolder> folds;
  private final TrunkEngine engine;
  private final Map<String, Network> loaded = new LinkedHashMap<>();

  private ScoringModels(ModelFolder model, List<ModelFolder> folds, TrunkEngine engine) {
    this.model = model;
    this.folds = folds;
    this.engine = engine;
  }

  /**
   * The model and whatever folds lie beneath it.
   *
   * @throws ModelFormatException if a fold does not predict what the model predicts
   */
  public static ScoringModels of(ModelFolder model, TrunkEngine engine) throws IOException {
    List<ModelFolder> folds = model.folds();
    List<String> names = taskNames(model);
    for (ModelFolder fold : folds) {
      if (!taskNames(fold).equals(names)) {
        throw new ModelFormatException(
            fold.path() + " predicts " + taskNames(fold) + ", the model above it " + names);
      }
    }
    return new ScoringModels(model, new ArrayList<>(folds), engine);
  }

  private static List<String> taskNames(ModelFolder folder) {
    return folder.description().tasks().stream().map(Task::name).toList();
  }

  public ModelFolder model() {
    return model;
  }

  /** What runs the networks. */
  public TrunkEngine engine() {
    return engine;
  }

  /** Whether the final network was trained on this patient. */
  public boolean hasSeen(String patientId) {
    return model.description().trainingPatients().contains(patientId);
  }

  /**
   * The network that may score a patient.
   *
   * @param patientId as in the training data; empty for an unknown patient, who counts as a
   *     stranger
   * @throws SeenPatientException if every network was trained on this patient
   */
  public synchronized Network forPatient(String patientId) throws IOException {
    if (!hasSeen(patientId)) {
      return load(FINAL, model);
    }
    for (int fold = 0; fold < folds.size(); fold++) {
      if (!folds.get(fold).description().trainingPatients().contains(patientId)) {
        return load("fold-" + fold, folds.get(fold));
      }
    }
    throw new SeenPatientException(
        "model "
            + model.path()
            + " was trained on a patient it is asked to score, and has "
            + (folds.isEmpty() ? "no models of folds" : "no fold that held this patient out")
            + "; train with --folds, or score other patients");
  }

  /** Every network of the model, the final one first. */
  public synchronized List<Network> networks() throws IOException {
    List<Network> networks = new ArrayList<>();
    networks.add(load(FINAL, model));
    for (int fold = 0; fold < folds.size(); fold++) {
      networks.add(load("fold-" + fold, folds.get(fold)));
    }
    return networks;
  }

  private Network load(String name, ModelFolder folder) throws IOException {
    Network network = loaded.get(name);
    if (network == null) {
      network = new Network(name, NoduleClassifier.load(folder, engine));
      loaded.put(name, network);
    }
    return network;
  }

  @Override
  public synchronized void close() {
    loaded.values().forEach(network -> network.classifier().close());
    loaded.clear();
  }
}
