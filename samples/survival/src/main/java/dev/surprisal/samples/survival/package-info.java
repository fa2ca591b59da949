/** How long remissions last, where some had not ended when a study did. */
package dev.surprisal.samples.survival;
