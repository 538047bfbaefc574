/**
 * Looks for the best network within a number of bytes, by successive halving: many candidates are
 * trained a little, the best of them longer and on more folds. The last fold of the people is kept
 * back and judged once, at the end. Every finished training is kept in a folder at once, so that a
 * search that was stopped goes on from there. Uses data, folds, network and pipeline.
 */
package smilet.trainer.search;
