/**
 * What users write: {@link dev.surprisal.annotation.Loss} on an output head, and the constants that
 * go into it. This is where the pipeline starts; nothing here is needed at run time.
 */
package dev.surprisal.annotation;
