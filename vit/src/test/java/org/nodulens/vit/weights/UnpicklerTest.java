package org.nodulens.vit.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.vit.ModelFormatException;

class UnpicklerTest {
  private static PickleValue read(String operations) throws ModelFormatException {
    return Unpickler.read(ByteBuffer.wrap(TorchFiles.latin(operations)), "x.pth", storage -> {});
  }

  private static Map<String, PickleValue> dictionary(String operations)
      throws ModelFormatException {
    PickleValue value = read(operations);
    assertThat(value).isInstanceOf(PickleValue.Dictionary.class);
    return ((PickleValue.Dictionary) value).entries();
  }

  private static PickleValue whole(long value) {
    return new PickleValue.Whole(value);
  }

  /** The same dictionary, {"a": 1, "b": 300}, as Python's protocols 0, 2 and 4 write it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(dp0\nVa\np1\nI1\nsVb\np2\nI300\ns.",
        "\u0080\u0002}q\u0000(X\u0001\u0000\u0000\u0000aq\u0001K\u0001X\u0001\u0000\u0000\u0000bq\u0002M,\u0001u.",
        "\u0080\u0004\u0095\u0010\u0000\u0000\u0000\u0000\u0000\u0000\u0000}\u0094(\u008c\u0001a\u0094K\u0001\u008c\u0001b\u0094M,\u0001u."
      })
  void a_dictionary_reads_alike_in_all_protocols(String operations) throws Exception {
    assertThat(dictionary(operations))
        .containsExactly(Map.entry("a", whole(1)), Map.entry("b", whole(300)));
  }

  /** Two's complement, little endian: ff is -1, 80 00 is 128, nothing is 0. */
  @ParameterizedTest
  @MethodSource
  void integers_are_twos_complement(String operations, long expected) throws Exception {
    assertThat(read(operations)).isEqualTo(whole(expected));
  }

  static Stream<Arguments> integers_are_twos_complement() {
    return Stream.of(
        Arguments.of("\u008a\u0001\u00ff.", -1),
        Arguments.of("\u008a\u0002\u0080\u0000.", 128),
        Arguments.of("\u008a\u0000.", 0),
        Arguments.of("J\u00fe\u00ff\u00ff\u00ff.", -2),
        Arguments.of("L-7L\n.", -7),
        Arguments.of("I12\n.", 12));
  }

  @Test
  void an_integer_too_large_for_anything_is_read_over() throws Exception {
    String large = "\u008b" + "@B\u000f\u0000" + "\u0001".repeat(1_000_000) + ".";
    assertThat(read(large)).isInstanceOf(PickleValue.Inert.class);
    assertThat(read("L" + "9".repeat(1_000_000) + "L\n.")).isInstanceOf(PickleValue.Inert.class);
  }

  @Test
  void options_of_a_training_are_read_over() throws Exception {
    Map<String, PickleValue> checkpoint =
        dictionary(
            "}(Vargs\ncargparse\nNamespace\n)\u0081}Vlr\nG1234567\u0000sb"
                + "Vbest\ncnumpy.core.multiarray\nscalar\n(cnumpy\ndtype\n(Vf8\nI0\nI1\ntRVx\ntR"
                + "Vepoch\nI100\nu.");
    assertThat(checkpoint.get("args")).isInstanceOf(PickleValue.Inert.class);
    assertThat(checkpoint.get("best")).isInstanceOf(PickleValue.Inert.class);
    assertThat(checkpoint.get("epoch")).isEqualTo(whole(100));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cos\nsystem\n(S'touch hacked'\ntR.",
        "(S'touch hacked'\nios\nsystem\n.",
        "\u0080\u0004\u008c\u0002os\u0094\u008c\u0006system\u0094\u0093\u0094\u008c\u0002ls\u0085R.",
      })
  void a_malicious_name_is_refused_by_module_and_name(String operations) {
    assertThatThrownBy(() -> read(operations))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("x.pth: its pickle has a call for os.system, which is not read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "builtins eval",
        "builtins getattr",
        "posix system",
        "subprocess Popen",
        "torch load",
        "torch.jit._script RecursiveScriptModule",
        "torch._utils _rebuild_tensor_v3",
        "collections.OrderedDict x",
        "numpy.testing x"
      })
  void whatever_is_not_on_the_list_is_refused(String name) {
    String[] parts = name.split(" ", 2);
    assertThatThrownBy(() -> read("c" + parts[0] + "\n" + parts[1] + "\n)R."))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(parts[0] + "." + parts[1]);
  }

  @Test
  void a_long_or_unprintable_name_stays_one_short_line() {
    assertThatThrownBy(() -> read("ca\u0001\r\u0007b\n" + "n".repeat(100_000) + "\n."))
        .message()
        .contains("a???b.nnn")
        .hasSizeLessThan(300);
  }

  @Test
  void depth_does_not_matter_up_to_the_limit_on_values() throws Exception {
    // ((( ... ))) of 400,000 tuples in each other, then of more than a million values
    assertThat(read("(".repeat(400_000) + "t".repeat(400_000) + "."))
        .isInstanceOf(PickleValue.Sequence.class);
    for (String deep : new String[] {"(", "]", "]q\u0000", "}", "N2"}) {
      assertThatThrownBy(() -> read(deep.repeat(2_000_000) + "."))
          .as(deep)
          .isInstanceOf(ModelFormatException.class)
          .hasMessageContaining("more than 1000000 values");
    }
  }

  /** Each time the million pairs are asked for again they count again: no quadratic work. */
  @Test
  void a_list_that_is_used_over_and_over_is_counted_over_and_over() {
    String pairs = "]q\u0000(" + "NN\u0086".repeat(100_000) + "e0";
    String again = "ccollections\nOrderedDict\nh\u0000\u0085R0";
    assertThatThrownBy(() -> read(pairs + again.repeat(100_000) + "N."))
        .hasMessageContaining("more than 1000000 values");
  }

  static Stream<Arguments> damaged() {
    return Stream.of(
        Arguments.of("", "1 bytes where 0 are left"),
        Arguments.of("\u0080\u0006N.", "protocol 6"),
        Arguments.of("X\u00ff\u00ff\u00ff\u00ffab.", "4294967295 bytes where 3 are left"),
        Arguments.of("\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff.", "where 1 are left"),
        Arguments.of("\u008e\u0000\u0000\u0000\u0000\u0001\u0000\u0000\u0000.", "4294967296 bytes"),
        Arguments.of("\u0095\u00ff\u0000\u0000\u0000\u0000\u0000\u0000\u0000N.", "255 bytes"),
        Arguments.of("\u008b\u00ff\u00ff\u00ff\u007f.", "2147483647 bytes"),
        Arguments.of("Vno end", "a line without an end"),
        Arguments.of("t.", "an operation without its mark"),
        Arguments.of("0.", "an operation on nothing"),
        Arguments.of("NR.", "an operation on nothing"),
        Arguments.of("N(\u0086.", "an operation on nothing"),
        Arguments.of("h\u0005.", "no value of number 5"),
        Arguments.of("gx\n.", "a number that is none"),
        Arguments.of("N)R.", "a call of what is no name"),
        Arguments.of("}Ns.", "an operation on nothing"),
        Arguments.of("}(Nu.", "a key without a value"),
        Arguments.of("K\u0001Na.", "items for what is no list"),
        Arguments.of("]NNs.", "entries for what is no dictionary"),
        Arguments.of("\u0082\u0001.", "an operation 0x82 that is not read"),
        Arguments.of("Pid\n.", "an operation 0x50 that is not read"),
        Arguments.of("\u0097.", "an operation 0x97 that is not read"),
        Arguments.of("NQ.", "a reference to what is no typed storage"));
  }

  @ParameterizedTest
  @MethodSource("damaged")
  void what_is_damaged_or_not_read_says_so(String operations, String expected) {
    assertThatThrownBy(() -> read(operations))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("x.pth")
        .hasMessageContaining(expected);
  }

  @Test
  void a_container_that_holds_itself_is_read() throws Exception {
    assertThat(dictionary("}q\u0000Vself\nh\u0000s.")).containsKey("self");
  }
}
