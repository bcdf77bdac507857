package org.nodulens.vit.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The examples of protobuf.dev, "Encoding". */
class ProtoMessageTest {
  @Test
  void the_number_150_takes_two_bytes() {
    assertThat(new ProtoMessage().integer(1, 150).toBytes()).containsExactly(0x08, 0x96, 0x01);
  }

  @Test
  void a_negative_number_takes_ten_bytes() {
    assertThat(new ProtoMessage().integer(1, -1).toBytes())
        .containsExactly(0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01);
  }

  @Test
  void a_text_and_a_message_come_after_their_length() {
    assertThat(new ProtoMessage().text(2, "testing").toBytes())
        .containsExactly(0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67);
    assertThat(new ProtoMessage().message(3, new ProtoMessage().integer(1, 150)).toBytes())
        .containsExactly(0x1a, 0x03, 0x08, 0x96, 0x01);
  }

  @Test
  void a_decimal_lies_little_endian() {
    // 1.5f = 0x3fc00000; field 2 of wire type 5 has tag 0x15
    assertThat(new ProtoMessage().decimal(2, 1.5f).toBytes())
        .containsExactly(0x15, 0x00, 0x00, 0xc0, 0x3f);
  }
}
