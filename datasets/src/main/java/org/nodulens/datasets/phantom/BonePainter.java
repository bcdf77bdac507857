package org.nodulens.datasets.phantom;

/** Paints the bones that need no coarse grid: spine, sternum, shoulder blades. */
final class BonePainter {
  private final Physique physique;
  private final SliceImage image;
  private final Skeleton skeleton;

  BonePainter(Physique physique, SliceImage image, Skeleton skeleton) {
    this.physique = physique;
    this.image = image;
    this.skeleton = skeleton;
  }

  void paint() {
    double z = image.zMm();
    double spine = Cage.spineY(z);
    bones(new Area(-40, 40, spine - 20, spine + 60), (hu, at) -> skeleton.vertebra(hu, at));
    double front = Cage.frontY(z);
    bones(new Area(-36, 36, front - 20, front + 8), (hu, at) -> skeleton.sternum(hu, at));
    for (int side : new int[] {-1, 1}) {
      Area area = side < 0 ? new Area(-140, -70, 30, 110) : new Area(70, 140, 30, 110);
      bones(area, (hu, at) -> skeleton.scapula(hu, at));
    }
  }

  /** A rectangle in the canonical patient. */
  private record Area(double left, double right, double front, double back) {}

  /** Lays a bone over what is there. */
  private interface Bone {
    double over(double hu, Skeleton.Place at);
  }

  private void bones(Area area, Bone bone) {
    double width = physique.width();
    double depth = physique.depth();
    for (int j = image.rowsFrom(area.front * depth); j < image.rowsTo(area.back * depth); j++) {
      int start = j * image.columns();
      for (int i = image.columnsFrom(area.left * width);
          i < image.columnsTo(area.right * width);
          i++) {
        Skeleton.Place place =
            new Skeleton.Place(image.xMm(i) / width, image.yMm(j) / depth, image.zMm());
        float[] hu = image.hu();
        hu[start + i] = (float) bone.over(hu[start + i], place);
      }
    }
  }
}
