/** Whether people see a doctor, and whether they go again: a loss by its formula. */
package dev.surprisal.samples.ownloss;
