package org.nodulens.datasets.rtstruct;

import static org.nodulens.datasets.rtstruct.StructureFile.box;
import static org.nodulens.datasets.rtstruct.StructureFile.contour;
import static org.nodulens.datasets.rtstruct.StructureFile.polygon;

import java.io.IOException;
import java.nio.file.Path;
import org.nodulens.datasets.regions.DamagedObjectsTest;
import org.nodulens.datasets.regions.DrawnStudy;
import org.nodulens.datasets.regions.RegionDataset;

class DamagedStructureSetsTest extends DamagedObjectsTest {
  @Override
  protected Path writeObject(DrawnStudy study, Path file) throws IOException {
    StructureFile structure = new StructureFile(study);
    return structure
        .roi("GTV", structure.on(3, box(3, 10, 8, 17, 12)), box(4, 10, 8, 17, 12))
        .roi("lesion", contour("POINT", 3, 12, 9), polygon(7, 20, 20, 25, 20, 22, 26))
        .write(file);
  }

  @Override
  protected RegionDataset dataset(Path root) {
    return StructureSets.of(root);
  }
}
