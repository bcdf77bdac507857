package org.nodulens.datasets.regions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.nodulens.cropset.CropSetHeader;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.NoduleDataset;
import org.nodulens.datasets.Survey;
import org.nodulens.dicom.CtSeriesScanner;
import org.nodulens.dicom.ScanOptions;
import org.nodulens.dicom.TiltHandling;

/** A folder tree of CT series and, anywhere in it, objects with regions that were drawn on them. */
public final class RegionDataset implements NoduleDataset {
  private final Path root;
  private final RegionFormat format;
  private final NameChoice choice;
  private final TiltHandling tilt;

  private RegionDataset(Path root, RegionFormat format, NameChoice choice, TiltHandling tilt) {
    this.root = root;
    this.format = format;
    this.choice = choice;
    this.tilt = tilt;
  }

  public static RegionDataset of(Path root, RegionFormat format) {
    return new RegionDataset(root, format, NameChoice.DEFAULT, TiltHandling.REFUSE);
  }

  /** The same collection, its series of a tilted gantry treated in another way. */
  public RegionDataset with(TiltHandling handling) {
    return new RegionDataset(root, format, choice, handling);
  }

  /**
   * The same dataset with other regions.
   *
   * @param names the whole of a name, or of a type, must match; upper and lower case are alike
   */
  public RegionDataset choosing(Pattern names) {
    return new RegionDataset(root, format, new NameChoice(names), tilt);
  }

  @Override
  public String name() {
    return format.name();
  }

  @Override
  public CropSetHeader header(CropOptions options) {
    CropSetHeader header = options.header(format.name(), tilt);
    Map<String, Object> written = new LinkedHashMap<>(header.options());
    written.put("regions", choice.text());
    return new CropSetHeader(header.size(), header.spacing(), header.source(), written);
  }

  @Override
  public boolean namesScanners() {
    return true;
  }

  @Override
  public List<String> labels() {
    return RegionLabels.NAMES;
  }

  /** Types are codes; names are written by people. */
  @Override
  public Set<String> closedLabels() {
    return Set.of(RegionLabels.TYPE);
  }

  @Override
  public Survey survey() throws IOException {
    ScanOptions scan = ScanOptions.DEFAULT.settingAside(format.sopClassUid()).with(tilt);
    return new ObjectMatch(root, CtSeriesScanner.scan(root, scan), format, choice).survey();
  }
}
