package org.nodulens.datasets.lidc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.nodulens.cropset.CropSetHeader;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.NoduleDataset;
import org.nodulens.datasets.Survey;
import org.nodulens.dicom.CtSeriesScanner;
import org.nodulens.dicom.ScanOptions;
import org.nodulens.dicom.TiltHandling;

/** A folder tree of CT series and, anywhere in it, the XML files of their readings. */
public final class LidcIdri implements NoduleDataset {
  /** The name that {@code --dataset} knows. */
  public static final String NAME = "lidc-idri";

  private final Path root;
  private final String name;
  private final TiltHandling tilt;

  private LidcIdri(Path root, String name, TiltHandling tilt) {
    this.root = root;
    this.name = name;
    this.tilt = tilt;
  }

  public static LidcIdri of(Path root) {
    return laidOutAlike(root, NAME);
  }

  /** Another collection in the very same layout: the phantom, say. */
  public static LidcIdri laidOutAlike(Path root, String name) {
    return new LidcIdri(root, name, TiltHandling.REFUSE);
  }

  /** The same collection, its series of a tilted gantry treated in another way. */
  public LidcIdri with(TiltHandling handling) {
    return new LidcIdri(root, name, handling);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public CropSetHeader header(CropOptions options) {
    return options.header(name, tilt);
  }

  @Override
  public boolean namesScanners() {
    return true;
  }

  @Override
  public List<String> labels() {
    return List.of();
  }

  @Override
  public Survey survey() throws IOException {
    ScanOptions scan = ScanOptions.DEFAULT.passingOver(LidcIdri::isXml).with(tilt);
    return new ReadingMatch(root, CtSeriesScanner.scan(root, scan)).survey();
  }

  private static boolean isXml(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".xml");
  }
}
