/**
 * Studies from and to archives. What speaks a PACS's language is a {@link
 * org.nodulens.datasets.archive.PacsClient}, found by ServiceLoader; what becomes of the instances
 * on disk is decided here. {@link org.nodulens.datasets.archive.Fetch} asks a public archive that
 * runs NBIA over the web, The Cancer Imaging Archive for one.
 */
@NullMarked
package org.nodulens.datasets.archive;

import org.jspecify.annotations.NullMarked;
