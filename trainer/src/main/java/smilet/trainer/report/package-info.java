/**
 * What people see of a model: an HTML page with its figures, charts, worst mistakes and weights,
 * which needs no script and no second file; and the same weights and words as text for a terminal.
 * The HTML and CSS are resources beside the classes. Uses data, descent and evaluate.
 */
package smilet.trainer.report;
