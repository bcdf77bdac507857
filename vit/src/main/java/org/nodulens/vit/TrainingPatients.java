package org.nodulens.vit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Which patients a model was trained on, as keyed hashes (HMAC-SHA-256): a model can tell whether
 * it has seen a patient, and names none.
 *
 * @param key hexadecimal
 * @param hashes hexadecimal
 */
public record TrainingPatients(String key, Set<String> hashes) {
  /** Of a model that has seen no patient's labels. */
  public static final TrainingPatients NONE = new TrainingPatients("", Set.of());

  public TrainingPatients {
    hashes = Set.copyOf(hashes);
  }

  /**
   * Hashes patient identifiers.
   *
   * @param key hexadecimal, not empty
   */
  public static TrainingPatients of(String key, Collection<String> patientIds) {
    Set<String> hashes = new TreeSet<>();
    for (String patientId : patientIds) {
      hashes.add(hash(key, patientId));
    }
    return new TrainingPatients(key, hashes);
  }

  public boolean contains(String patientId) {
    return !hashes.isEmpty() && hashes.contains(hash(key, patientId));
  }

  private static String hash(String key, String patientId) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(key), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(patientId.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
