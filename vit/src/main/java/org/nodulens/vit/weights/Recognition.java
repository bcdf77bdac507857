package org.nodulens.vit.weights;

import java.util.Optional;
import java.util.Set;
import org.nodulens.vit.ModelFormatException;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.PositionResize;
import org.nodulens.vit.VitConfig;
import org.nodulens.volumeio.FormatException;

/**
 * What a file's tensors tell about the network.
 *
 * @param config as timm computes it, the class token's position folded in where that is needed
 * @param headsFrom where the number of heads comes from, in words
 * @param classPositionFolded whether the class token's position went into the class token
 */
record Recognition(Family family, VitConfig config, String headsFrom, boolean classPositionFolded) {
  /** The width of one head, but in networks that are known for another. */
  private static final int USUAL_HEAD_WIDTH = 64;

  /** Widths of ViT-SO, ViT-H, ViT-g and ViT-G, whose heads are 72, 80, 88 and 104 wide. */
  private static final Set<Integer> OTHER_HEAD_WIDTHS = Set.of(1152, 1280, 1408, 1664);

  static Recognition of(TrunkTensors trunk, Family family, CheckpointConfig config, Given given)
      throws FormatException {
    int[] patch = trunk.shape("patch_embed.proj.weight", 4); // (D, c, h, w)
    int[] positions = trunk.shape("pos_embed", 3); // (1, rows, D)
    int registers = trunk.has("reg_token") ? trunk.shape("reg_token", 3)[1] : 0;
    Heads heads = heads(trunk.width(), config, given);
    try {
      PixelSize patchSize = new PixelSize(patch[2], patch[3]);
      Grid grid = grid(positions[1], registers, patchSize, family, config, given.where());
      boolean folded = grid.prefix() == 1 && registers > 0;
      PositionResize resize = given.options().positionResize().orElse(family.positionResize());
      VitConfig network =
          new VitConfig(
                  grid.image(),
                  patchSize,
                  patch[1],
                  trunk.width(),
                  trunk.depth(),
                  heads.count(),
                  trunk.shape("blocks.0.mlp.fc1.weight", 2)[0],
                  registers,
                  trunk.has("blocks.0.ls1.gamma"),
                  grid.prefix() > 0 && !folded,
                  /* outputs= */ 0,
                  config.layerNormEps().orElse(family.layerNormEps()))
              .withPositionResize(resize);
      return new Recognition(family, network, heads.from(), folded);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ModelFormatException(
          given.where() + " holds no Vision Transformer: " + e.getMessage(), e);
    }
  }

  /** What the caller said, and the file for messages. */
  record Given(ImportOptions options, String where) {}

  private record Heads(int count, String from) {}

  private static Heads heads(int width, CheckpointConfig config, Given given)
      throws FormatException {
    var said = config.heads();
    var asked = given.options().heads();
    if (said.isPresent() && asked.isPresent() && said.getAsInt() != asked.getAsInt()) {
      throw new ModelFormatException(
          given.where()
              + ": "
              + asked.getAsInt()
              + " heads were asked for, its config.json says "
              + said.getAsInt());
    }
    if (said.isPresent()) {
      return new Heads(said.getAsInt(), "config.json");
    }
    if (asked.isPresent()) {
      return new Heads(asked.getAsInt(), "--heads");
    }
    if (width % USUAL_HEAD_WIDTH == 0 && !OTHER_HEAD_WIDTHS.contains(width)) {
      return new Heads(width / USUAL_HEAD_WIDTH, "width / " + USUAL_HEAD_WIDTH);
    }
    throw new HeadsUnknownException(
        given.where()
            + " does not say how many attention heads it has (width "
            + width
            + ", no config.json with num_attention_heads)");
  }

  /** How the rows of the position embedding are to be read. */
  private record Grid(int prefix, PixelSize image) {}

  private static Grid grid(
      int rows,
      int registers,
      PixelSize patch,
      Family family,
      CheckpointConfig config,
      String where)
      throws ModelFormatException {
    int[] prefixes =
        family.registersHaveNoPosition() ? new int[] {1} : new int[] {1 + registers, 0};
    Optional<PixelSize> said = config.image();
    for (int prefix : prefixes) {
      int patches = rows - prefix;
      if (said.isPresent() && tiles(said.get(), patch, patches)) {
        return new Grid(prefix, said.get());
      }
    }
    for (int prefix : prefixes) {
      int patches = rows - prefix;
      int side = (int) Math.round(Math.sqrt(Math.max(0, patches)));
      if (side > 0 && (long) side * side == patches) {
        int height = Math.multiplyExact(side, patch.rows());
        return new Grid(prefix, new PixelSize(height, Math.multiplyExact(side, patch.columns())));
      }
    }
    throw new ModelFormatException(
        where
            + ": tensor pos_embed has "
            + rows
            + " rows, with "
            + registers
            + " registers no square of patches"
            + said.map(size -> ", and not those of an image of " + size).orElse(""));
  }

  private static boolean tiles(PixelSize image, PixelSize patch, int patches) {
    return image.rows() % patch.rows() == 0
        && image.columns() % patch.columns() == 0
        && (long) (image.rows() / patch.rows()) * (image.columns() / patch.columns()) == patches;
  }
}
