package org.nodulens.datasets.lungpetctdx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.nodulens.cropset.CropSetHeader;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.NoduleDataset;
import org.nodulens.datasets.Survey;
import org.nodulens.dicom.CtSeriesScanner;

/** A folder tree of CT series and, anywhere in it, annotation files named by SOP Instance UID. */
public final class LungPetCtDx implements NoduleDataset {
  /** The name that {@code --dataset} knows. */
  public static final String NAME = "lung-pet-ct-dx";

  private final Path root;

  private LungPetCtDx(Path root) {
    this.root = root;
  }

  public static LungPetCtDx of(Path root) {
    return new LungPetCtDx(root);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public CropSetHeader header(CropOptions options) {
    return options.header(NAME);
  }

  @Override
  public List<String> labels() {
    return List.of(TumourNodules.HISTOLOGY_LABEL);
  }

  @Override
  public Survey survey() throws IOException {
    return new AnnotationMatch(root, CtSeriesScanner.scan(root, LungPetCtDx::isAnnotation))
        .survey();
  }

  private static boolean isAnnotation(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".xml");
  }
}
