package org.nodulens.datasets.seg;

import java.io.IOException;
import java.nio.file.Path;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.datasets.regions.DamagedObjectsTest;
import org.nodulens.datasets.regions.DrawnStudy;
import org.nodulens.datasets.regions.RegionDataset;

class DamagedSegmentationsTest extends DamagedObjectsTest {
  @Override
  protected Path writeObject(DrawnStudy study, Path file) throws IOException {
    VolumeGeometry grid = DrawnStudy.GEOMETRY;
    return new SegmentFile(study, grid)
        .segment("Tumour", voxel -> voxel.column() < 9 && voxel.slice() > 2 && voxel.slice() < 6)
        .segment("Lesion", voxel -> voxel.column() + voxel.row() < 20 && voxel.slice() == 8)
        .write(file);
  }

  @Override
  protected RegionDataset dataset(Path root) {
    return Segmentations.of(root);
  }
}
