/** Generated losses as objectives and metrics of XGBoost4J. */
package dev.surprisal.xgboost;
