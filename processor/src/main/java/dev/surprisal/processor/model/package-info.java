/**
 * First stage, read: what the user wrote, as immutable records, each member with its place in the
 * source.
 */
@NullMarked
package dev.surprisal.processor.model;

import org.jspecify.annotations.NullMarked;
