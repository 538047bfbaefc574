package smilet.shared.picture;

import smilet.shared.frame.Frame;

/**
 * A picture in which there may be faces anywhere.
 *
 * @param frame of 8 bits per pixel, with the picture's proportions
 * @param factor how many times longer the picture's sides are than the frame's, 1 or more
 */
public record WholePicture(Frame frame, double factor) {}
