/**
 * Third stage, plan: names, constants and the steps of each generated method, decided before
 * anything is written.
 */
@NullMarked
package dev.surprisal.processor.plan;

import org.jspecify.annotations.NullMarked;
