/** How often people see a doctor: a Poisson regression, and what it leaves out. */
package dev.surprisal.samples.counts;
