package org.nodulens.datasets.lungpetctdx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.nodulens.cropset.CropSetHeader;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.NoduleDataset;
import org.nodulens.datasets.Survey;
import org.nodulens.dicom.CtSeriesScanner;
import org.nodulens.dicom.ScanOptions;
import org.nodulens.dicom.TiltHandling;

/** A folder tree of CT series and, anywhere in it, annotation files named by SOP Instance UID. */
public final class LungPetCtDx implements NoduleDataset {
  /** The name that {@code --dataset} knows. */
  public static final String NAME = "lung-pet-ct-dx";

  private final Path root;
  private final TiltHandling tilt;

  private LungPetCtDx(Path root, TiltHandling tilt) {
    this.root = root;
    this.tilt = tilt;
  }

  public static LungPetCtDx of(Path root) {
    return new LungPetCtDx(root, TiltHandling.REFUSE);
  }

  /** The same collection, its series of a tilted gantry treated in another way. */
  public LungPetCtDx with(TiltHandling handling) {
    return new LungPetCtDx(root, handling);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public CropSetHeader header(CropOptions options) {
    return options.header(NAME, tilt);
  }

  @Override
  public boolean namesScanners() {
    return true;
  }

  @Override
  public List<String> labels() {
    return List.of(TumourNodules.HISTOLOGY_LABEL);
  }

  @Override
  public Set<String> closedLabels() {
    return Set.of(TumourNodules.HISTOLOGY_LABEL);
  }

  @Override
  public Survey survey() throws IOException {
    ScanOptions scan = ScanOptions.DEFAULT.passingOver(LungPetCtDx::isAnnotation).with(tilt);
    return new AnnotationMatch(root, CtSeriesScanner.scan(root, scan)).survey();
  }

  private static boolean isAnnotation(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".xml");
  }
}
