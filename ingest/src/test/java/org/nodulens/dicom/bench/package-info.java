/**
 * How fast series are read and found: see {@code ingest/benchmark}. No test; nothing here is run by
 * the build.
 */
@NullMarked
package org.nodulens.dicom.bench;

import org.jspecify.annotations.NullMarked;
