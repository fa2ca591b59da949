/** Generated losses as losses of the Deep Java Library. */
package dev.surprisal.djl;
