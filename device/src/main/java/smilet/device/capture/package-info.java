/**
 * Frames that people have captured of themselves, with labels, to teach a model: who agreed, which
 * frames are good enough, and the folder that they are in. Faces are personal data: nothing is
 * written before somebody agreed, only the owner of the folder may read it, and what is too old is
 * deleted. It depends on {@code indicator} and {@code board}; {@code page}, {@code run} and {@code
 * cli} use it.
 */
package smilet.device.capture;
