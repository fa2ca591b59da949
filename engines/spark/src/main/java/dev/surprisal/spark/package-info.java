/**
 * Training under generated losses on Apache Spark: full batches, as large as all executors' disks
 * together, one pass for each evaluation of loss and gradient.
 */
@NullMarked
package dev.surprisal.spark;

import org.jspecify.annotations.NullMarked;
