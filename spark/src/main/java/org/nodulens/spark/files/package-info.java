/**
 * Hadoop's file systems as paths of Java, so that the very classes that read a disk read {@code
 * s3a:} and {@code hdfs:}. Files are written whole and never changed.
 */
package org.nodulens.spark.files;
