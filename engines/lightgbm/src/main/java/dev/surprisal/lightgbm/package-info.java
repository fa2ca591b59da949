/** Generated losses as objectives of LightGBM. */
package dev.surprisal.lightgbm;
