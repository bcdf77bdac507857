package org.nodulens.cropset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectLedgerTest {
  @TempDir private Path folder;

  @Test
  void at_each_level_in_is_kept_and_rejected() throws IOException {
    Path file = folder.resolve("rejected.csv");
    try (RejectLedger ledger = RejectLedger.create(file)) {
      ledger.found(RejectLevel.FILE, 3);
      ledger.kept(RejectLevel.FILE, 2);
      assertThatThrownBy(() -> ledger.counts(RejectLevel.FILE)).hasMessageContaining("went astray");
      ledger.reject(Rejection.ofFile("a/b,c.dcm", "not-dicom", "no \"DICM\" in it"));
      assertThat(ledger.counts(RejectLevel.FILE)).isEqualTo(new RejectCounts(3, 2, 1));
      assertThat(ledger.rejectedByCode()).containsEntry("not-dicom", 1L);
    }
    // RFC 4180: lines end in CR LF, a quote is doubled.
    assertThat(Files.readString(file).split("\r\n"))
        .containsExactly(
            "level,path,series_uid,nodule,code,detail",
            "file,\"a/b,c.dcm\",,,not-dicom,\"no \"\"DICM\"\" in it\"");
  }
}
