/**
 * What both programs print. All text goes through one stream, which lets only visible characters
 * through and remembers if something could not be written. A program that must not wait for its
 * readers prints through {@link smilet.shared.terminal.DecoupledOutput}. It depends on {@code
 * smilet.shared.error} for the words of a failure.
 */
package smilet.shared.terminal;
