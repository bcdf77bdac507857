package org.nodulens.vit.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.ModelFormatException;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.PositionResize;
import org.nodulens.vit.RandomVit;
import org.nodulens.vit.SafeTensors;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;

class PublishedWeightsTest {
  private static final VitConfig PLAIN = PublishedNames.PLAIN;
  private static final VitConfig REGISTERS = PublishedNames.REGISTERS;

  @TempDir private Path folder;

  private Path torch(Object root) throws IOException {
    return Files.write(folder.resolve("weights.pth"), TorchFiles.zip(root, ZipEntry.STORED));
  }

  private Path safetensors(Map<String, Tensor> tensors) throws IOException {
    Path file = folder.resolve("model.safetensors");
    SafeTensors.write(file, tensors);
    return file;
  }

  private void config(String json) throws IOException {
    Files.writeString(folder.resolve("config.json"), json.replace('\'', '"'));
  }

  private static ImportOptions with(Branch branch) {
    return new ImportOptions(
        branch, OptionalInt.empty(), Optional.empty(), OptionalInt.empty(), 32);
  }

  private static ImportOptions with(int heads) {
    return new ImportOptions(
        Branch.TEACHER, OptionalInt.of(heads), Optional.empty(), OptionalInt.empty(), 32);
  }

  private static String summary(Path file) throws IOException {
    try (PublishedWeights weights = PublishedWeights.open(file, ImportOptions.DEFAULT)) {
      return String.join("\n", weights.summary());
    }
  }

  /** The file's network must be this one, values and all. */
  private static void assertIs(Path file, ImportOptions options, VitConfig expected)
      throws IOException {
    try (PublishedWeights weights = PublishedWeights.open(file, options)) {
      assertThat(weights.config()).isEqualTo(expected);
      VitWeights random = RandomVit.weights(expected.withPositionResize(PositionResize.TIMM), 3);
      assertThat(PublishedNames.equal(random, weights.weights())).isTrue();
    }
  }

  private static void assertRefused(Path file, String... parts) {
    var refused =
        assertThatThrownBy(() -> PublishedWeights.open(file, ImportOptions.DEFAULT).close())
            .isInstanceOf(ModelFormatException.class)
            .hasMessageContaining(file.toString());
    for (String part : parts) {
      refused.hasMessageContaining(part);
    }
  }

  @Test
  void dinos_own_names_are_timms() throws Exception {
    Path file = torch(PublishedNames.own(PLAIN));
    assertIs(file, ImportOptions.DEFAULT, PLAIN.withPositionResize(PositionResize.DINO));
    assertThat(summary(file))
        .contains("names: DINO (PyTorch, no config.json)")
        .contains("width 64, 2 blocks, 1 heads (width / 64), MLP 128, patches of 4 x 4 in 8 x 8")
        .contains("qkv fused, layer scale no, 0 registers, layer-norm epsilon 1e-06")
        .contains("resized as dino")
        .contains("mean [0.485, 0.456, 0.406]")
        .contains("left out: nothing");
  }

  @Test
  void of_a_training_checkpoint_the_teacher_is_taken_unless_the_student_is_asked_for()
      throws Exception {
    Map<String, Tensor> zeros = new LinkedHashMap<>();
    PublishedNames.own(PLAIN)
        .forEach((name, t) -> zeros.put(name, new Tensor(new float[t.count()], t.shape())));
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("student", PublishedNames.under("module.backbone.", PublishedNames.own(PLAIN)));
    Map<String, Tensor> teacher = PublishedNames.under("backbone.", zeros);
    teacher.put("head.last_layer.weight_g", new Tensor(new float[4], 4, 1));
    root.put("teacher", teacher);
    root.put("optimizer", new TorchFiles.Raw("}Vstate\n}I0\n}Vstep\nI3\nsss"));
    root.put("args", new TorchFiles.Raw("cargparse\nNamespace\n)\u0081}Varch\nVvit_small\nsb"));
    Path file = torch(root);
    assertIs(file, with(Branch.STUDENT), PLAIN.withPositionResize(PositionResize.DINO));
    try (PublishedWeights taken = PublishedWeights.open(file, ImportOptions.DEFAULT)) {
      assertThat(taken.weights().tensor("pos_embed").values()).containsOnly(0);
      assertThat(taken.summary().get(0)).contains("under teacher.backbone.");
      assertThat(taken.summary()).last().asString().contains("student (30 tensors)");
    }
  }

  @Test
  void a_branch_that_is_not_there_and_several_networks_are_refused() throws Exception {
    Map<String, Tensor> own = PublishedNames.own(PLAIN);
    Path file = torch(Map.of("student", own));
    assertRefused(file, "has no teacher, only student.cls_token");
    assertIs(file, with(Branch.STUDENT), PLAIN.withPositionResize(PositionResize.DINO));
    Map<String, Tensor> two = PublishedNames.under("a.", own);
    two.putAll(PublishedNames.under("b.", own));
    assertRefused(torch(two), "several networks, under a.cls_token, b.cls_token");
    assertRefused(torch(Map.of("x", own.get("pos_embed"))), "has no tensor cls_token");
  }

  @Test
  void dinov2s_class_position_is_added_to_the_class_token_where_there_are_registers()
      throws Exception {
    Path file = torch(PublishedNames.dinov2(REGISTERS));
    assertIs(file, ImportOptions.DEFAULT, REGISTERS);
    assertThat(summary(file))
        .contains("names: DINOv2 with registers")
        .contains("layer scale yes, 2 registers")
        .contains("resized as timm; the class token's is added to it")
        .contains("left out: mask_token [1, 64]");
  }

  @Test
  void dinov2_without_registers_in_chunks_of_blocks_is_read() throws Exception {
    Map<String, Tensor> chunked = new LinkedHashMap<>();
    PublishedNames.dinov2(PLAIN)
        .forEach((name, t) -> chunked.put(name.replaceFirst("^blocks\\.(\\d)", "blocks.$1.$1"), t));
    Path file = torch(Map.of("model", PublishedNames.under("teacher.backbone.", chunked)));
    assertIs(file, ImportOptions.DEFAULT, PLAIN.withPositionResize(PositionResize.DINO));
    assertThat(summary(file)).contains("names: DINOv2 (");
  }

  @Test
  void timms_registers_and_head_are_recognised_and_the_head_is_left_out() throws Exception {
    Map<String, Tensor> tensors = PublishedNames.own(REGISTERS);
    tensors.put("head.weight", new Tensor(new float[10 * 64], 10, 64));
    tensors.put("head.bias", new Tensor(new float[10], 10));
    config(
        "{'architecture':'vit_x','num_classes':10,'pretrained_cfg':{'mean':[0.1,0.2,0.3],"
            + "'std':[1,2,3],'input_size':[3,8,8]}}");
    Path file = safetensors(tensors);
    assertIs(file, ImportOptions.DEFAULT, REGISTERS);
    assertThat(summary(file))
        .contains("names: timm (safetensors, config.json)")
        .contains("mean [0.1, 0.2, 0.3], std [1.0, 2.0, 3.0]")
        .contains("left out: head.weight [10, 64], head.bias [10]");
    config("{'architecture':'vit_x','num_classes':11}");
    assertRefused(file, "head.weight has shape [10, 64], expected is [11, 64]");
  }

  @Test
  void hugging_faces_vit_has_separate_query_key_and_value_and_its_own_epsilon() throws Exception {
    Path file = safetensors(PublishedNames.under("vit.", PublishedNames.huggingFace(PLAIN)));
    VitConfig expected =
        new VitConfig(
            PLAIN.image(),
            PLAIN.patch(),
            3,
            64,
            2,
            1,
            128,
            0,
            false,
            true,
            0,
            1e-12,
            PositionResize.BICUBIC);
    assertIs(file, ImportOptions.DEFAULT, expected);
    assertThat(summary(file))
        .contains("names: Hugging Face ViT (safetensors, no config.json, under vit.)")
        .contains("qkv separate")
        .contains("layer-norm epsilon 1e-12")
        .contains("mean [0.5, 0.5, 0.5]");
    config("{'model_type':'vit','layer_norm_eps':1e-5,'num_attention_heads':2,'image_size':8}");
    Files.writeString(
        folder.resolve("preprocessor_config.json"),
        "{\"image_mean\": [0.1, 0.2, 0.3], \"image_std\": [1, 1, 1]}");
    try (PublishedWeights weights = PublishedWeights.open(file, ImportOptions.DEFAULT)) {
      assertThat(weights.config().heads()).isEqualTo(2);
      assertThat(weights.config().layerNormEps()).isEqualTo(1e-5);
      assertThat(weights.description().input().mean()).containsExactly(0.1, 0.2, 0.3);
    }
  }

  @Test
  void hugging_faces_dinov2_is_read_with_and_without_registers() throws Exception {
    assertIs(torch(PublishedNames.huggingFace(REGISTERS)), ImportOptions.DEFAULT, REGISTERS);
    VitConfig without =
        new VitConfig(
            PLAIN.image(),
            PLAIN.patch(),
            3,
            64,
            2,
            1,
            128,
            0,
            true,
            true,
            0,
            1e-6,
            PositionResize.BICUBIC);
    Path file = torch(PublishedNames.huggingFace(without));
    assertIs(file, ImportOptions.DEFAULT, without);
    config("{'model_type':'dinov2_with_registers'}");
    assertRefused(file, "tensors of Hugging Face DINOv2, its config.json says");
  }

  @Test
  void what_is_written_is_a_backbone_of_the_same_values() throws Exception {
    Path model = Files.createDirectories(folder.resolve("model"));
    var options =
        new ImportOptions(
            Branch.TEACHER,
            OptionalInt.empty(),
            Optional.of(PositionResize.BICUBIC),
            OptionalInt.of(12),
            40);
    try (PublishedWeights weights =
        PublishedWeights.open(torch(PublishedNames.dinov2(REGISTERS)), options)) {
      weights.writeTo(model);
    }
    ModelFolder read = ModelFolder.open(model);
    VitConfig stored = REGISTERS.withPositionResize(PositionResize.BICUBIC);
    assertThat(read.description().tasks()).isEmpty();
    assertThat(read.description().weightsConfig()).isEqualTo(stored);
    assertThat(read.description().config().image()).isEqualTo(PixelSize.square(12));
    assertThat(read.description().input().fieldOfViewMm()).isEqualTo(40);
    assertThat(read.description().provenance().path("published_weights").path("file").asText())
        .isEqualTo("weights.pth");
    VitWeights expected = RandomVit.weights(stored, 3).resizedTo(PixelSize.square(12));
    assertThat(PublishedNames.equal(expected, read.weights())).isTrue();
    assertThat(SafeTensors.open(read.weightsFile()).names())
        .containsExactlyElementsOf(VitWeights.shapes(stored).keySet());
  }

  @Test
  void heads_are_asked_for_where_the_width_does_not_tell() throws Exception {
    VitConfig narrow =
        new VitConfig(
            PixelSize.square(8), PixelSize.square(4), 3, 48, 1, 3, 96, 0, false, true, 0, 1e-6);
    Path file = torch(PublishedNames.own(narrow));
    assertThatThrownBy(() -> PublishedWeights.open(file, ImportOptions.DEFAULT))
        .isInstanceOf(HeadsUnknownException.class)
        .hasMessageContaining("width 48");
    assertIs(file, with(3), narrow.withPositionResize(PositionResize.DINO));
    assertThatThrownBy(() -> PublishedWeights.open(file, with(5)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("width 48 is not a multiple of 5 heads");
    config("{'model_type':'vit','num_attention_heads':4}");
    assertThatThrownBy(() -> PublishedWeights.open(file, with(3)))
        .hasMessageContaining("3 heads were asked for, its config.json says 4");
  }

  @Test
  void query_key_and_value_without_a_bias_get_zeros() throws Exception {
    Map<String, Tensor> tensors = PublishedNames.own(PLAIN);
    tensors.keySet().removeIf(name -> name.endsWith("qkv.bias"));
    try (PublishedWeights weights = PublishedWeights.open(torch(tensors), ImportOptions.DEFAULT)) {
      assertThat(weights.weights().tensor("blocks.1.attn.qkv.bias").values()).containsOnly(0);
      assertThat(weights.summary().get(2)).contains("qkv fused without bias");
    }
  }

  @Test
  void a_grid_that_is_no_square_is_taken_from_config_json() throws Exception {
    VitConfig wide =
        new VitConfig(
            new PixelSize(8, 12), PixelSize.square(4), 3, 64, 1, 1, 64, 0, false, true, 0, 1e-6);
    Path file = safetensors(PublishedNames.own(wide));
    assertRefused(file, "pos_embed has 7 rows");
    config("{'architecture':'vit_x','pretrained_cfg':{'input_size':[3,8,12]}}");
    assertIs(file, ImportOptions.DEFAULT, wide);
  }

  @Test
  void weights_that_do_not_fit_are_named_with_both_shapes() throws Exception {
    Map<String, Tensor> own = PublishedNames.own(PLAIN);
    Map<String, Tensor> missing = new LinkedHashMap<>(own);
    missing.remove("blocks.1.norm2.weight");
    assertRefused(torch(missing), "lacks tensor blocks.1.norm2.weight of shape [64]");
    Map<String, Tensor> wrong = new LinkedHashMap<>(own);
    wrong.put("blocks.0.attn.proj.weight", new Tensor(new float[32 * 64], 32, 64));
    assertRefused(
        torch(wrong),
        "tensor blocks.0.attn.proj.weight has shape [32, 64], the architecture needs [64, 64]");
    Map<String, Tensor> unknown = new LinkedHashMap<>(own);
    unknown.put("blocks.0.attn.q_norm.weight", new Tensor(new float[64], 64));
    assertRefused(torch(unknown), "tensor blocks.0.attn.q_norm.weight of shape [64]");
    Map<String, Tensor> far = new LinkedHashMap<>(own);
    far.put("blocks.9999.norm1.weight", new Tensor(new float[64], 64));
    assertRefused(torch(far), "lacks tensors of blocks.0");
    Map<String, Tensor> flat = new LinkedHashMap<>(own);
    flat.put("patch_embed.proj.weight", new Tensor(new float[64 * 48], 64, 48));
    assertRefused(torch(flat), "patch_embed.proj.weight has shape [64, 48]");
    Map<String, Tensor> apart = new LinkedHashMap<>(own);
    Tensor query = Objects.requireNonNull(apart.remove("blocks.0.attn.qkv.weight"));
    apart.put("blocks.0.attn.q.weight", query);
    assertRefused(torch(apart), "1 of query, key and value for blocks.0.attn.qkv.weight");
  }

  @Test
  void a_value_that_is_not_finite_is_refused_by_the_name_in_the_file() throws Exception {
    Map<String, Tensor> tensors = PublishedNames.huggingFace(PLAIN);
    float[] values = new float[64];
    Arrays.fill(values, Float.NaN);
    tensors.put("layernorm.bias", new Tensor(values, 64));
    Path out = Files.createDirectories(folder.resolve("out"));
    try (PublishedWeights weights = PublishedWeights.open(torch(tensors), ImportOptions.DEFAULT)) {
      assertThatThrownBy(() -> weights.writeTo(out))
          .isInstanceOf(ModelFormatException.class)
          .hasMessageContaining("tensor layernorm.bias of")
          .hasMessageContaining("not finite");
    }
  }

  @Test
  void what_config_json_asks_for_in_vain_is_named() throws Exception {
    Path file = safetensors(PublishedNames.huggingFace(PLAIN));
    config("{'model_type':'deit'}");
    assertThatThrownBy(() -> PublishedWeights.open(file, ImportOptions.DEFAULT))
        .hasMessageContaining("model_type \"deit\"");
    config("{'model_type':'vit','hidden_act':'quick_gelu'}");
    assertThatThrownBy(() -> PublishedWeights.open(file, ImportOptions.DEFAULT))
        .hasMessageContaining("hidden_act = quick_gelu");
    config("{'model_type':'vit','num_attention_heads':-1}");
    assertThatThrownBy(() -> PublishedWeights.open(file, ImportOptions.DEFAULT))
        .hasMessageContaining("num_attention_heads = -1");
    config("no json");
    assertThatThrownBy(() -> PublishedWeights.open(file, ImportOptions.DEFAULT))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("config.json is not JSON");
  }
}
