/**
 * How a model gets from a file or a store into the loop: it is read, checked, built and warmed up
 * away from the loop, handed over between two frames, and gone back from if it fails. This package
 * knows the store but not the loop.
 */
package smilet.device.supply;
