/**
 * Faces rendered from the head model ICT-FaceKit, with labels: who is drawn (Casting), the head
 * (HeadModel), its colours, hair and light, the rasteriser, and the camera's faults. Depends on no
 * other package of the trainer but data, whose folders it fills and whose progress it reports to.
 */
package smilet.trainer.heads;
