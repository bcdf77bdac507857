package org.nodulens.explain;

/** A way to vary an image. */
interface ImageVariants {
  /** The image itself. */
  ImageVariants NONE =
      new ImageVariants() {
        @Override
        public int count() {
          return 1;
        }

        @Override
        public Variants of(float[] pixels) {
          return index -> pixels;
        }
      };

  /** How many variants there are. */
  int count();

  /** The variants of one image, each asked for once, in order. */
  Variants of(float[] pixels);

  /** The variants of one image. */
  interface Variants {
    /**
     * One variant, (channels, rows, columns).
     *
     * @param index from 0
     */
    float[] image(int index);
  }
}
