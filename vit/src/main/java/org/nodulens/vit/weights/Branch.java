package org.nodulens.vit.weights;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which of the two networks of a self-distillation; the teacher is the one that is published. */
public enum Branch {
  TEACHER("teacher|teacher_ema|model_ema|state_dict_ema|ema"),
  STUDENT("student");

  private final Pattern prefixes;

  Branch(String keys) {
    prefixes = Pattern.compile("(?:.*\\.)?(?:" + keys + ")\\..*");
  }

  /** Whether a dotted prefix leads to it: {@code teacher.backbone.}. */
  boolean isIn(String prefix) {
    return prefixes.matcher(prefix).matches();
  }

  Branch other() {
    return this == TEACHER ? STUDENT : TEACHER;
  }

  /** {@code teacher} or {@code student}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
