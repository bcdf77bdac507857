package org.nodulens.vit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Which patients a model was trained on, as keyed hashes (HMAC-SHA-256): a model can tell whether
 * it has seen a patient, and names none.
 *
 * <p>The key lies beside the hashes: identifiers are out of sight, not secret from those who can
 * guess them.
 *
 * @param key hexadecimal
 * @param hashes hexadecimal
 * @param inherited what the network that training started from had seen before
 */
public record TrainingPatients(String key, Set<String> hashes, List<TrainingPatients> inherited) {
  /** Of a model that has seen no patient's labels. */
  public static final TrainingPatients NONE = new TrainingPatients("", Set.of(), List.of());

  public TrainingPatients {
    hashes = Set.copyOf(hashes);
    inherited = List.copyOf(inherited);
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
    return new TrainingPatients(key, hashes, List.of());
  }

  /** The same, for a network that started from one that had seen {@code earlier}. */
  public TrainingPatients after(TrainingPatients earlier) {
    List<TrainingPatients> all = new ArrayList<>(inherited);
    if (!earlier.hashes.isEmpty()) {
      all.add(new TrainingPatients(earlier.key, earlier.hashes, List.of()));
    }
    all.addAll(earlier.inherited);
    return new TrainingPatients(key, hashes, all);
  }

  public boolean contains(String patientId) {
    return (!hashes.isEmpty() && hashes.contains(hash(key, patientId)))
        || inherited.stream().anyMatch(earlier -> earlier.contains(patientId));
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
